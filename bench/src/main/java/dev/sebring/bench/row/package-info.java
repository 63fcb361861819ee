/** The lines of the table: what is measured, against what, and the goal. */
@NullMarked
package dev.sebring.bench.row;

import org.jspecify.annotations.NullMarked;
