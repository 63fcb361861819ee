/**
 * The functions of {@link dev.sebring.tools.DaytonaTools} as tools of a LangChain4j model: their
 * specifications for a model loop of one's own, and a {@code ToolProvider} for AI services.
 * Specifications need {@code langchain4j-core} only; the provider needs {@code langchain4j}, which
 * whoever builds AI services has.
 */
@NullMarked
package dev.sebring.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
