/** Tests of sessions. */
@NullMarked
package dev.sebring.server.toolbox.session;

import org.jspecify.annotations.NullMarked;
