/** The official clients of the Daytona API, unchanged, against a server with real sandboxes. */
@NullMarked
package dev.sebring.e2e.clients;

import org.jspecify.annotations.NullMarked;
