/**
 * A sandbox's ports by HTTP: a reverse proxy between the server's client and a program that listens
 * in the sandbox, over a connection that the guest makes there. The protocol's codec is Jetty's.
 */
@NullMarked
package dev.sebring.server.toolbox.proxy;

import org.jspecify.annotations.NullMarked;
