/** Language servers, over real servers, guests and the programs themselves. */
@NullMarked
package dev.sebring.server.toolbox.lsp;

import org.jspecify.annotations.NullMarked;
