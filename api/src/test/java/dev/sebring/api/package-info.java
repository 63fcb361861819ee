/** Tests of the wire records. */
@NullMarked
package dev.sebring.api;

import org.jspecify.annotations.NullMarked;
