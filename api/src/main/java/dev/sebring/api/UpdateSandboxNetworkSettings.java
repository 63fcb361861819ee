package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /sandbox/{id}/network-settings} (Daytona API v0, contract 6.4): what is
 * absent stays as it is, except that {@code "networkBlockAll":false} without a list clears both.
 *
 * <pre>{@code
 * {"networkAllowList":"192.0.2.0/24,198.51.100.7/32","domainAllowList":"example.com,*.example.org"}
 * }</pre>
 *
 * @param networkBlockAll whether it reaches nothing, which clears the lists
 * @param networkAllowList the networks that it reaches, as CIDRs separated by commas; empty: none
 * @param domainAllowList the domains that it reaches, separated by commas; empty: none
 */
public record UpdateSandboxNetworkSettings(
    @Nullable Boolean networkBlockAll,
    @Nullable String networkAllowList,
    @Nullable String domainAllowList) {}
