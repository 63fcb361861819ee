/** The functions of {@code dev.sebring.tools} as tools of a LangChain4j model. */
@NullMarked
package dev.sebring.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
