/**
 * An agent: a loop between a chat model and its tools, with sessions and a terminal display. {@link
 * dev.sebring.agent.Agent#builder()} is where to start.
 *
 * <pre>{@code
 * try (Agent agent = Agent.builder().tools(new DaytonaTools()).markdown(true).build()) {
 *   agent.printResponse("Write a program that prints the first ten primes, and run it");
 * }
 * }</pre>
 */
@NullMarked
package dev.sebring.agent;

import org.jspecify.annotations.NullMarked;
