/**
 * The seven functions that an agent calls to work in a sandbox, independent of any agent framework.
 */
@NullMarked
package dev.sebring.tools;

import org.jspecify.annotations.NullMarked;
