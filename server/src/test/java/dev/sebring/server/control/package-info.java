@NullMarked
package dev.sebring.server.control;

import org.jspecify.annotations.NullMarked;
