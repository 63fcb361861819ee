/** What every command shares: exit codes, error messages, tables, JSON, quoting. */
@NullMarked
package dev.sebring.cli.console;

import org.jspecify.annotations.NullMarked;
