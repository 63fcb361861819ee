/** Commands on snapshots: {@code sebring snapshot ...}. */
@NullMarked
package dev.sebring.cli.snapshot;

import org.jspecify.annotations.NullMarked;
