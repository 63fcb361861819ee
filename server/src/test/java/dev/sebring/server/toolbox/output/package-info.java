/** Tests of output on its way to a client. */
@NullMarked
package dev.sebring.server.toolbox.output;

import org.jspecify.annotations.NullMarked;
