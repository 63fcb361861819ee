/** Tests of terminals. */
@NullMarked
package dev.sebring.server.toolbox.terminal;

import org.jspecify.annotations.NullMarked;
