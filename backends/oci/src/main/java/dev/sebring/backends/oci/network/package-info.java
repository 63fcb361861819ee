/**
 * The network of an installation's sandboxes: a bridge, the rules that decide what passes it, and a
 * name server on it.
 *
 * <p>{@link dev.sebring.backends.oci.network.HostNetwork} is the way in. Every name carries the
 * installation's id.
 */
@NullMarked
package dev.sebring.backends.oci.network;

import org.jspecify.annotations.NullMarked;
