@NullMarked
package dev.sebring.server.store;

import org.jspecify.annotations.NullMarked;
