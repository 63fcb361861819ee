/**
 * What an agent can do: its tools, wherever they come from, and the calling of them. Nothing that a
 * tool does ends a run; whatever happens becomes a text that the model reads.
 */
@NullMarked
package dev.sebring.agent.tool;

import org.jspecify.annotations.NullMarked;
