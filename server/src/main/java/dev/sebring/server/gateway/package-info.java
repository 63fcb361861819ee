/**
 * Between {@code /toolbox/{sandboxId}/...} and what answers there: finds the sandbox, checks that
 * it runs, counts the call as activity and hands a connected guest to the endpoint. What the
 * endpoints do is in {@code toolbox}, where sandboxes come from in {@code lifecycle}.
 */
@NullMarked
package dev.sebring.server.gateway;

import org.jspecify.annotations.NullMarked;
