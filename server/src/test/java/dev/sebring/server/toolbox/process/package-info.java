/** Tests of running commands and code. */
@NullMarked
package dev.sebring.server.toolbox.process;

import org.jspecify.annotations.NullMarked;
