@NullMarked
package dev.sebring.cli.doctor;

import org.jspecify.annotations.NullMarked;
