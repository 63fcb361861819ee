/**
 * The server's own description: an OpenAPI 3.1 document made from the registered routes and the
 * records that they read and answer, so that it cannot drift.
 */
@NullMarked
package dev.sebring.server.openapi;

import org.jspecify.annotations.NullMarked;
