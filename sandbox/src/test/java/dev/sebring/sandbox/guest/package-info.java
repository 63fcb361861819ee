/** Tests of the host's side of the guest protocol. */
@NullMarked
package dev.sebring.sandbox.guest;

import org.jspecify.annotations.NullMarked;
