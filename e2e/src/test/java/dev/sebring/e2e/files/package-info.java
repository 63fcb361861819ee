/** Files through everything. */
@NullMarked
package dev.sebring.e2e.files;

import org.jspecify.annotations.NullMarked;
