/**
 * The state directory: who owns it now, and the few files in it that are not the store's or the
 * backend's.
 */
@NullMarked
package dev.sebring.server.state;

import org.jspecify.annotations.NullMarked;
