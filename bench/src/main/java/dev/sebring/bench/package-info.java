/** What Sebring costs, beside what a user would take instead: {@link dev.sebring.bench.Bench}. */
@NullMarked
package dev.sebring.bench;

import org.jspecify.annotations.NullMarked;
