/**
 * The Git of a sandbox (contract 5.1): its own {@code git}, run as its user, never through a shell.
 * Hooks of repositories are not run. A call's credentials reach Git on a descriptor of its own, for
 * the one host that was asked for, and are in no argument, variable or file.
 */
@NullMarked
package dev.sebring.server.toolbox.git;

import org.jspecify.annotations.NullMarked;
