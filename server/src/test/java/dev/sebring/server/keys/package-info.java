@NullMarked
package dev.sebring.server.keys;

import org.jspecify.annotations.NullMarked;
