/**
 * Sandboxes as containers of an OCI runtime. {@code host} runs commands and knows every name that
 * we give to something on the host, {@code image} builds the read-only layers, {@code disk} what a
 * sandbox may write, {@code runtime} speaks to runc; {@link dev.sebring.backends.oci.OciBackend}
 * puts them together.
 */
@NullMarked
package dev.sebring.backends.oci;

import org.jspecify.annotations.NullMarked;
