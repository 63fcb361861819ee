/** What processes have written, on its way to a client, in constant memory however much that is. */
@NullMarked
package dev.sebring.server.toolbox.output;

import org.jspecify.annotations.NullMarked;
