@NullMarked
package dev.sebring.cli.console;

import org.jspecify.annotations.NullMarked;
