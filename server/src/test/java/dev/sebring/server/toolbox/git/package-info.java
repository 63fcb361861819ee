@NullMarked
package dev.sebring.server.toolbox.git;

import org.jspecify.annotations.NullMarked;
