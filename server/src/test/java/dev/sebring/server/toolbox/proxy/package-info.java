@NullMarked
package dev.sebring.server.toolbox.proxy;

import org.jspecify.annotations.NullMarked;
