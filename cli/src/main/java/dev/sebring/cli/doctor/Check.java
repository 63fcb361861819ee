package dev.sebring.cli.doctor;

/** Looks at one thing of a host. Reads only, takes well under a second, never throws. */
@FunctionalInterface
interface Check {
  Finding look(Host host);
}
