/**
 * Processes that are looked after by id. All of one is in the sandbox's guest: it is a kept process
 * with a label.
 */
@NullMarked
package dev.sebring.server.toolbox.managed;

import org.jspecify.annotations.NullMarked;
