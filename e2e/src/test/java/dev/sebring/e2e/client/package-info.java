/** Our client against the real server with the real guest, whose sandboxes are not isolated. */
@NullMarked
package dev.sebring.e2e.client;

import org.jspecify.annotations.NullMarked;
