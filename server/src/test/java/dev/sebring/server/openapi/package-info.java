@NullMarked
package dev.sebring.server.openapi;

import org.jspecify.annotations.NullMarked;
