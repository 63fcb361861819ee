/** What a sandbox may write, and how much of it. */
@NullMarked
package dev.sebring.backends.oci.disk;

import org.jspecify.annotations.NullMarked;
