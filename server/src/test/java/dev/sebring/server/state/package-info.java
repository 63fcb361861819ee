@NullMarked
package dev.sebring.server.state;

import org.jspecify.annotations.NullMarked;
