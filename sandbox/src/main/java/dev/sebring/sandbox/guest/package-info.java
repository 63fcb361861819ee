/**
 * The host's side of the guest protocol (guest/PROTOCOL.md): {@link
 * dev.sebring.sandbox.guest.Guest} starts processes, moves files and reaches ports of one sandbox
 * over one byte stream. What arrives on that stream is written by the sandbox, which may be
 * hostile: every frame is checked before it is used, and what breaks the protocol ends the
 * connection and nothing else.
 */
@NullMarked
package dev.sebring.sandbox.guest;

import org.jspecify.annotations.NullMarked;
