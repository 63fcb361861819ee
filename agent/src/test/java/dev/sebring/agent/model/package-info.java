/** How the environment chooses a model. */
@NullMarked
package dev.sebring.agent.model;

import org.jspecify.annotations.NullMarked;
