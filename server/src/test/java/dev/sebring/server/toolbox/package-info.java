/** Tests of the toolbox, on a real server with real guests. */
@NullMarked
package dev.sebring.server.toolbox;

import org.jspecify.annotations.NullMarked;
