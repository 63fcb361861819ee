/** Cases through the whole of Sebring, and the rules of its architecture, as tests. */
@NullMarked
package dev.sebring.e2e;

import org.jspecify.annotations.NullMarked;
