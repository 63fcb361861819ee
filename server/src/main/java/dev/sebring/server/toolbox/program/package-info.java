/**
 * What clients ask to be run, as requests to the guest: a shell command, or a program in one of
 * three languages. A program behaves as a file of its working directory would, though there is
 * none: its text is an unlinked file on a descriptor, and a script of ours, beside these classes,
 * makes the interpreter believe.
 */
@NullMarked
package dev.sebring.server.toolbox.program;

import org.jspecify.annotations.NullMarked;
