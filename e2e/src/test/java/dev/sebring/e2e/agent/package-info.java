/** The agent, its toolkit, a server and real guests together; only the model is scripted. */
@NullMarked
package dev.sebring.e2e.agent;

import org.jspecify.annotations.NullMarked;
