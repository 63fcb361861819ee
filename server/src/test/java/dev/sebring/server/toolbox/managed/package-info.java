/** Tests of managed processes. */
@NullMarked
package dev.sebring.server.toolbox.managed;

import org.jspecify.annotations.NullMarked;
