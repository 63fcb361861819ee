@NullMarked
package dev.sebring.server.lifecycle;

import org.jspecify.annotations.NullMarked;
