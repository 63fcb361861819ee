/** Tests without a sandbox. */
@NullMarked
package dev.sebring.backends.oci.image;

import org.jspecify.annotations.NullMarked;
