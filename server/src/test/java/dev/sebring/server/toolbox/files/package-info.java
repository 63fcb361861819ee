/** Tests of files, through HTTP. */
@NullMarked
package dev.sebring.server.toolbox.files;

import org.jspecify.annotations.NullMarked;
