/**
 * Runs commands and code to their end (contract 3.1 and 3.2): starts a program, waits at most as
 * long as the client allows, kills it with all that it started when that is over, and answers with
 * what it wrote, in constant memory however much that is.
 */
@NullMarked
package dev.sebring.server.toolbox.process;

import org.jspecify.annotations.NullMarked;
