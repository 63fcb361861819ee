/** The OCI runtime: what it is told, how it is called, what it leaves behind. */
@NullMarked
package dev.sebring.backends.oci.runtime;

import org.jspecify.annotations.NullMarked;
