/** Tests of the tools as LangChain4j sees them; those that run programs are in e2e. */
@NullMarked
package dev.sebring.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
