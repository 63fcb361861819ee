/**
 * The toolkit against the real server with the real guest, on the test kit's backend without
 * isolation. Every case runs twice: with the server's additions to the wire, and without them, as
 * against any other Daytona server. The defects D1 to D17 of the toolkit that ours follows are the
 * cases' tags.
 */
@NullMarked
package dev.sebring.e2e.tools;

import org.jspecify.annotations.NullMarked;
