/** Times, taken side by side. */
@NullMarked
package dev.sebring.bench.measure;

import org.jspecify.annotations.NullMarked;
