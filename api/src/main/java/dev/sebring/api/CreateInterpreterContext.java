package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /process/interpreter/context} (Daytona API v0, contract 3.5).
 *
 * <pre>{@code
 * {"cwd":"/tmp","language":"python"}
 * }</pre>
 *
 * @param cwd the sandbox's working directory if absent
 * @param language Python if absent; another one is our addition
 */
public record CreateInterpreterContext(@Nullable String cwd, @Nullable CodeLanguage language) {}
