/** An agent: a loop between a chat model and its tools, with sessions and a terminal display. */
@NullMarked
package dev.sebring.agent;

import org.jspecify.annotations.NullMarked;
