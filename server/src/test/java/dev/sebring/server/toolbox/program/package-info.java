/** Tests of what is started, on a real guest. */
@NullMarked
package dev.sebring.server.toolbox.program;

import org.jspecify.annotations.NullMarked;
