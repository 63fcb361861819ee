/**
 * HTTP as the rest of the server sees it: a {@link dev.sebring.server.http.Router} of endpoints
 * that block on virtual threads, an {@link dev.sebring.server.http.Exchange} for each request, and
 * one place where everything that goes wrong becomes the error body of the Daytona API.
 *
 * <p>A request can fail in three places. Before an endpoint is found (malformed, no such route,
 * wrong method): {@link dev.sebring.server.http.WebServer} answers. In an endpoint: it throws an
 * {@link dev.sebring.server.http.ApiException}, or something that the {@link
 * dev.sebring.server.http.ErrorAnswers} translate, or a bug, which is a 500. After the answer has
 * begun: the connection is cut, so that the client sees that the body is not whole.
 */
@NullMarked
package dev.sebring.server.http;

import org.jspecify.annotations.NullMarked;
