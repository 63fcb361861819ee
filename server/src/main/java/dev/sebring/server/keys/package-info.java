/** API keys: their text, which only their owner keeps, and who may do what with which. */
@NullMarked
package dev.sebring.server.keys;

import org.jspecify.annotations.NullMarked;
