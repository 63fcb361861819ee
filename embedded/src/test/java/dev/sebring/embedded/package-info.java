@NullMarked
package dev.sebring.embedded;

import org.jspecify.annotations.NullMarked;
