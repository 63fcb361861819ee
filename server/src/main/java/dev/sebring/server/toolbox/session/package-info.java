/**
 * Shells that stay (contract 3.3). All of a session is in the sandbox's guest: its shell is a kept
 * process, and so is the <em>holder</em> of each command, which owns the command's text, standard
 * input and log, and ends with its exit code. What the host has to know of them after a restart is
 * in their labels. The host writes one line to the shell for each command; the shell opens the
 * holder's streams by name.
 */
@NullMarked
package dev.sebring.server.toolbox.session;

import org.jspecify.annotations.NullMarked;
