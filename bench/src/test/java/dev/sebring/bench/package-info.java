@NullMarked
package dev.sebring.bench;

import org.jspecify.annotations.NullMarked;
