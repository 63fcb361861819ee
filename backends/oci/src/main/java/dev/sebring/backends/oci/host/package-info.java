/** Runs the host's own programs, and says in words what went wrong when one fails. */
@NullMarked
package dev.sebring.backends.oci.host;

import org.jspecify.annotations.NullMarked;
