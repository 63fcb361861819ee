/**
 * The code interpreter (contract 3.5). A context is an interpreter that the guest keeps, with a
 * driver of ours and what the host has to know of it in its label; so a server that starts again
 * has lost none. Each run has a <em>holder</em>, a small process that owns the run's request, takes
 * what the driver answers, and keeps the run's time whether or not a server is there. What the code
 * prints goes to the context's own log, between two marks of the run: so programs that it leaves
 * behind can go on printing when the run is over.
 */
@NullMarked
package dev.sebring.server.toolbox.interpreter;

import org.jspecify.annotations.NullMarked;
