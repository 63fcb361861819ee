/** What strangers send to the server, byte for byte, and what it says to them. */
@NullMarked
package dev.sebring.server.hostile;

import org.jspecify.annotations.NullMarked;
