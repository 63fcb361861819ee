/** The read-only layers of a sandbox: the snapshot's tree, and what the host adds to it. */
@NullMarked
package dev.sebring.backends.oci.image;

import org.jspecify.annotations.NullMarked;
