/**
 * A scripted model behind the real wire format of OpenAI, for tests and demonstrations without a
 * model key.
 */
@NullMarked
package dev.sebring.testkit.model;

import org.jspecify.annotations.NullMarked;
