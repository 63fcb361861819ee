/** Attempts to get out of a sandbox, each of them refused or harmless. They need root. */
@NullMarked
package dev.sebring.backends.oci.escape;

import org.jspecify.annotations.NullMarked;
