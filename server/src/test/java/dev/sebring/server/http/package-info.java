@NullMarked
package dev.sebring.server.http;

import org.jspecify.annotations.NullMarked;
