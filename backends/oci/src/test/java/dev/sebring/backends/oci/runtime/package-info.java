/** Tests without a sandbox. */
@NullMarked
package dev.sebring.backends.oci.runtime;

import org.jspecify.annotations.NullMarked;
