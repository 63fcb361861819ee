/**
 * Sandboxes as containers of an OCI runtime: image, disk, network, limits and the runtime itself.
 */
@NullMarked
package dev.sebring.backends.oci;

import org.jspecify.annotations.NullMarked;
