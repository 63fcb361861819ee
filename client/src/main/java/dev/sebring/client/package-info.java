/**
 * A blocking client of the Daytona v0 API: {@link dev.sebring.client.Daytona} creates and finds
 * sandboxes, {@link dev.sebring.client.Sandbox} runs programs in one and moves files in and out.
 * Names follow Daytona's own Java SDK, so that its documentation carries over. Where neither key
 * nor address is given, a {@link dev.sebring.client.ServerProvider} starts a server in this
 * process.
 */
@NullMarked
package dev.sebring.client;

import org.jspecify.annotations.NullMarked;
