package dev.sebring.cli.doctor;

import java.util.List;

/** All checks, in the order in which people read them. */
final class Checks {
  static final List<Check> ALL =
      List.of(
          KernelChecks::system,
          KernelChecks::user,
          KernelChecks::userNamespaces,
          KernelChecks::overlay,
          KernelChecks::cgroups,
          KernelChecks::seccomp,
          ToolChecks::runtime,
          ToolChecks::network,
          ToolChecks::docker,
          DiskChecks::fileSystem,
          DiskChecks::space,
          ToolChecks::imageBuilder,
          ToolChecks::node,
          ToolChecks::certificates,
          InstallationChecks::server);

  private Checks() {}

  static List<Finding> look(Host host) {
    return ALL.stream().map(check -> check.look(host)).toList();
  }
}
