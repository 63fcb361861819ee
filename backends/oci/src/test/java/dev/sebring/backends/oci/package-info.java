/** Real sandboxes on this host. They need root, and fail without. */
@NullMarked
package dev.sebring.backends.oci;

import org.jspecify.annotations.NullMarked;
