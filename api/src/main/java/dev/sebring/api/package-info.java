/**
 * The Daytona REST contract as Java records: what a client sends to a sandbox server and what it
 * gets back, and nothing of how it travels.
 *
 * <p>One wire type per file, each with an example of its JSON. Keys that the contract requires are
 * always written, as {@code null} where they have no value; optional ones are left out when absent.
 * Keys that nobody here knows are ignored when reading. {@link dev.sebring.api.Json} reads and
 * writes them all.
 */
@NullMarked
package dev.sebring.api;

import org.jspecify.annotations.NullMarked;
