/** Which system calls a sandbox may make. */
@NullMarked
package dev.sebring.backends.oci.seccomp;

import org.jspecify.annotations.NullMarked;
