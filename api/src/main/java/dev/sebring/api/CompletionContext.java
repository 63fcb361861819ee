package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * How a completion was asked for (Language Server Protocol).
 *
 * @param triggerKind 1: by hand, 2: by a character, 3: again, because a list was incomplete
 * @param triggerCharacter with kind 2
 */
public record CompletionContext(int triggerKind, @Nullable String triggerCharacter) {}
