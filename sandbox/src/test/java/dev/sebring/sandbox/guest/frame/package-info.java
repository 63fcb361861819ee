/** Tests of the guest protocol's wire form. */
@NullMarked
package dev.sebring.sandbox.guest.frame;

import org.jspecify.annotations.NullMarked;
