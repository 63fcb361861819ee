/** {@code multipart/form-data} as it comes and goes, part by part, in constant memory. */
@NullMarked
package dev.sebring.server.toolbox.multipart;

import org.jspecify.annotations.NullMarked;
