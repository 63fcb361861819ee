/**
 * The control plane, {@code /api/...}: requests checked and turned into calls of {@code lifecycle}
 * and {@code keys}, and records shown as the Daytona API shows them.
 */
@NullMarked
package dev.sebring.server.control;

import org.jspecify.annotations.NullMarked;
