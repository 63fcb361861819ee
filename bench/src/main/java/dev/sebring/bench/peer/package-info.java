/** What a user would take instead of Sebring, started and called as that user would. */
@NullMarked
package dev.sebring.bench.peer;

import org.jspecify.annotations.NullMarked;
