/**
 * Tests of the client against real servers on loopback: one that answers as told, and raw sockets
 * that break the protocol.
 */
@NullMarked
package dev.sebring.client;

import org.jspecify.annotations.NullMarked;
