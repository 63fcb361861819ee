/**
 * Files in and out of a sandbox, and what there is to know of them (contract 4). Bytes stream
 * through in constant memory both ways. Every operation runs in the sandbox as its user: what that
 * user may not do, a client may not.
 */
@NullMarked
package dev.sebring.server.toolbox.files;

import org.jspecify.annotations.NullMarked;
