@NullMarked
package dev.sebring.server.gateway;

import org.jspecify.annotations.NullMarked;
