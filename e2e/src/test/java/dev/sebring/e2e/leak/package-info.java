/** What sandboxes that come and go leave in the server and on its host: nothing. */
@NullMarked
package dev.sebring.e2e.leak;

import org.jspecify.annotations.NullMarked;
