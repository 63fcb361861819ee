@NullMarked
package dev.sebring.server;

import org.jspecify.annotations.NullMarked;
