/** What a person sees, at several widths. */
@NullMarked
package dev.sebring.agent.terminal;

import org.jspecify.annotations.NullMarked;
