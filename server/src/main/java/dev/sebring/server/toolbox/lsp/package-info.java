/**
 * Language servers of a sandbox (contract 5.2): its own programs, run as its user, one for each
 * language and project. Each is a process that the guest keeps; the conversation with it is in this
 * server's memory, so a server that starts again ends the process and starts another when it is
 * next needed. What a language server says is bounded and checked before it is believed.
 */
@NullMarked
package dev.sebring.server.toolbox.lsp;

import org.jspecify.annotations.NullMarked;
