/**
 * Terminals (contract 3.4): each is a shell on a terminal that the guest keeps, with what the host
 * has to know of it in its label. Clients attach to its log and feed its standard input, each at a
 * pace of its own.
 */
@NullMarked
package dev.sebring.server.toolbox.terminal;

import org.jspecify.annotations.NullMarked;
