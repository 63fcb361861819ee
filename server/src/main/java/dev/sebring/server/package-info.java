/**
 * The server: control plane and toolbox of the Daytona v0 API over sandboxes, with its store.
 * {@link dev.sebring.server.SebringServer} puts the parts together:
 *
 * <pre>
 *   http ← control → lifecycle → store
 *   http ← toolbox → gateway → lifecycle
 * </pre>
 */
@NullMarked
package dev.sebring.server;

import org.jspecify.annotations.NullMarked;
