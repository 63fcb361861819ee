/**
 * The toolbox: what clients do inside one sandbox, below {@code /toolbox/{sandboxId}}. Everything
 * is composed on the host of what the guest can do: {@code process} runs commands and code, which
 * {@code program} knows how to start, {@code files} moves files in and out, with {@code multipart}
 * as the form that clients send and read many of them in.
 */
@NullMarked
package dev.sebring.server.toolbox;

import org.jspecify.annotations.NullMarked;
