/**
 * The C program that is process 1 of every sandbox, packed as a resource for the host to put there.
 */
@NullMarked
package dev.sebring.guest;

import org.jspecify.annotations.NullMarked;
