/**
 * What this host can and cannot do. A {@link dev.sebring.cli.doctor.Check} looks at one thing and
 * changes nothing; {@link dev.sebring.cli.doctor.Checks} is the list of them.
 */
@NullMarked
package dev.sebring.cli.doctor;

import org.jspecify.annotations.NullMarked;
