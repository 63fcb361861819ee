@NullMarked
package dev.sebring.cli;

import org.jspecify.annotations.NullMarked;
