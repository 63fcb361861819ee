/** Tests with a plain HTTP client, so that nothing but the wire is between them and the server. */
@NullMarked
package dev.sebring.testkit.model;

import org.jspecify.annotations.NullMarked;
