package dev.sebring.server.control;

import static java.util.Objects.requireNonNull;

import dev.sebring.server.http.Exchange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this server says of itself. Immutable and thread-safe.
 *
 * @param version of the software
 * @param runnerId the installation's id
 * @param organizationId of the one organization
 * @param region where its sandboxes are, the one that {@code target} may name
 * @param defaultSnapshot what a sandbox is made from when its creator does not say
 * @param publicUrl where clients reach it, without a slash at the end; {@code null}: where the
 *     request at hand came in
 * @param createdAt when the state directory was made
 * @param additions offer what is ours alone
 */
public record Installation(
    String version,
    String runnerId,
    String organizationId,
    String region,
    String defaultSnapshot,
    @Nullable String publicUrl,
    Instant createdAt,
    boolean additions) {
  public Installation {
    requireNonNull(version, "version");
    requireNonNull(runnerId, "runnerId");
    requireNonNull(organizationId, "organizationId");
    requireNonNull(region, "region");
    requireNonNull(defaultSnapshot, "defaultSnapshot");
    requireNonNull(createdAt, "createdAt");
  }

  String url(Exchange exchange) {
    return publicUrl == null ? exchange.origin() : publicUrl;
  }

  /** Where the toolbox is, without a sandbox's id. */
  String toolboxUrl(Exchange exchange) {
    return url(exchange) + "/toolbox";
  }
}
