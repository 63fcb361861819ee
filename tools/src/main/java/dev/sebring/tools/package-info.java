/**
 * The seven functions that an agent calls to work in a sandbox, and what stands behind them: {@link
 * dev.sebring.tools.DaytonaTools}. Knows no agent framework; an adapter hands over {@link
 * dev.sebring.tools.ToolFunction} as it describes tools, and brings each call, with the framework's
 * own session id, to {@link dev.sebring.tools.DaytonaTools#call}.
 */
@NullMarked
package dev.sebring.tools;

import org.jspecify.annotations.NullMarked;
