/**
 * Shows a run to a person: live panels on a terminal, plain text into a pipe. Text of models and
 * tools is not trusted: control characters in it never reach the terminal.
 */
@NullMarked
package dev.sebring.agent.terminal;

import org.jspecify.annotations.NullMarked;
