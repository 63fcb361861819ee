/**
 * What must outlive the process: sandboxes, tombstones, keys and a few settings, in SQLite through
 * JDBI, with the schema in Flyway migrations. Nothing here decides anything.
 */
@NullMarked
package dev.sebring.server.store;

import org.jspecify.annotations.NullMarked;
