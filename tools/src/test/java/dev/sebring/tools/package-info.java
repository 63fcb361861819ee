/**
 * Tests of the toolkit without a server: what it says, refuses and shortens. What it does in a
 * sandbox is tested in e2e.
 */
@NullMarked
package dev.sebring.tools;

import org.jspecify.annotations.NullMarked;
