/**
 * The chat model of an agent: which one the environment chooses, and how one turn is asked of it,
 * with time limits, repeated where it makes sense, and errors that say what to do.
 */
@NullMarked
package dev.sebring.agent.model;

import org.jspecify.annotations.NullMarked;
