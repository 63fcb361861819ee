/** Commands on API keys: {@code sebring key ...}. */
@NullMarked
package dev.sebring.cli.key;

import org.jspecify.annotations.NullMarked;
