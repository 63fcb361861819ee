package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /git/config} (Daytona API v0, contract 5.1).
 *
 * <pre>{@code
 * {"value":"Ann"}
 * }</pre>
 *
 * @param value absent if it is not set
 */
public record GitConfigResponse(@Nullable String value) {}
