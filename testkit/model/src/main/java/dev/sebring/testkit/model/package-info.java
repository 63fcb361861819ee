/**
 * A scripted model behind the real wire format of OpenAI, for tests and demonstrations without a
 * model key. The client under test speaks HTTP, streaming included, and cannot tell the difference:
 * {@link dev.sebring.testkit.model.ScriptedModelServer} listens, a {@link
 * dev.sebring.testkit.model.Script} says what the model answers to what it received.
 */
@NullMarked
package dev.sebring.testkit.model;

import org.jspecify.annotations.NullMarked;
