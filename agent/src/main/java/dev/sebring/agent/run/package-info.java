/** What a run of an agent says while it goes on, and what it leaves: values without behaviour. */
@NullMarked
package dev.sebring.agent.run;

import org.jspecify.annotations.NullMarked;
