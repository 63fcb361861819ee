package dev.sebring.api;

/**
 * The answer of {@code GET /port/{port}/in-use} (Daytona API v0, contract 5.3).
 *
 * <pre>{@code
 * {"isInUse":true}
 * }</pre>
 */
public record PortInUse(boolean isInUse) {}
