/** Contexts with real interpreters, without isolation. */
@NullMarked
package dev.sebring.server.toolbox.interpreter;

import org.jspecify.annotations.NullMarked;
