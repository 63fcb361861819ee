/** Tests of whole agents: every model is asked over HTTP. */
@NullMarked
package dev.sebring.agent;

import org.jspecify.annotations.NullMarked;
