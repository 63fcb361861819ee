/** One contract for every store. */
@NullMarked
package dev.sebring.agent.session;

import org.jspecify.annotations.NullMarked;
