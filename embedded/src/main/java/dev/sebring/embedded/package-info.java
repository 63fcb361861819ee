/** The server inside this JVM, found by the client when neither a key nor an address is given. */
@NullMarked
package dev.sebring.embedded;

import org.jspecify.annotations.NullMarked;
