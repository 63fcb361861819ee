/** The REST interface against what is made up from its own document. */
@NullMarked
package dev.sebring.e2e.rest;

import org.jspecify.annotations.NullMarked;
