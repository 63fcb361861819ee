/**
 * The server inside this JVM, found by the client when neither a key nor an address is given. Of
 * the processes that share a state directory one runs the server, by holding a lock; the others are
 * its clients, and one of them takes its place when it ends. What a process asked for its sandboxes
 * happens when it ends, and to no others.
 */
@NullMarked
package dev.sebring.embedded;

import org.jspecify.annotations.NullMarked;
