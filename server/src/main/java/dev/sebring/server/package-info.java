/** The server: control plane and toolbox of the Daytona v0 API over sandboxes, with its store. */
@NullMarked
package dev.sebring.server;

import org.jspecify.annotations.NullMarked;
