/**
 * The wire form of the guest protocol (guest/PROTOCOL.md): frames, and the fields of their
 * payloads. Nothing here knows what an operation means, waits, or starts a thread; {@link
 * dev.sebring.sandbox.guest.frame.FrameReader} and {@link
 * dev.sebring.sandbox.guest.frame.FrameWriter} are all that touches a stream. Only the package
 * above uses it.
 */
@NullMarked
package dev.sebring.sandbox.guest.frame;

import org.jspecify.annotations.NullMarked;
