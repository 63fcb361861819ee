package dev.sebring.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /config}, which needs no key (Daytona API v0, contract 6.10).
 *
 * <pre>{@code
 * {"version":"0.1.0","oidc":{"issuer":"","clientId":"","audience":""},"linkedAccountsEnabled":false,"announcements":{},
 *  "proxyTemplateUrl":"http://{{PORT}}-{{sandboxId}}.localhost:3986","proxyToolboxUrl":"http://127.0.0.1:3986/toolbox",
 *  "defaultSnapshot":"sebring-default","dashboardUrl":"http://127.0.0.1:3986","maxAutoArchiveInterval":43200,
 *  "maintananceMode":false,"environment":"production","server":{"name":"sebring","version":"0.1.0"}}
 * }</pre>
 *
 * @param version of the platform
 * @param oidc where people sign in; empty texts where there is nowhere
 * @param linkedAccountsEnabled whether accounts can be linked
 * @param announcements texts for people, by id
 * @param proxyTemplateUrl where a port of a sandbox is
 * @param proxyToolboxUrl where the toolbox is, without a sandbox's id
 * @param defaultSnapshot what a sandbox is made from when its creator does not say
 * @param dashboardUrl the web page
 * @param maxAutoArchiveInterval minutes
 * @param maintananceMode whether the server refuses work; the spelling is the contract's
 * @param environment a free text
 * @param server our addition: which server this is; absent from others, and from ours when its
 *     additions to the wire are off
 */
public record Config(
    String version,
    Oidc oidc,
    boolean linkedAccountsEnabled,
    Map<String, Object> announcements,
    String proxyTemplateUrl,
    String proxyToolboxUrl,
    String defaultSnapshot,
    String dashboardUrl,
    int maxAutoArchiveInterval,
    boolean maintananceMode,
    String environment,
    @Nullable ServerName server) {

  public Config {
    Required.key(version, "version");
    Required.key(oidc, "oidc");
    announcements = Required.object(announcements, "announcements");
    Required.key(proxyTemplateUrl, "proxyTemplateUrl");
    Required.key(proxyToolboxUrl, "proxyToolboxUrl");
    Required.key(defaultSnapshot, "defaultSnapshot");
    Required.key(dashboardUrl, "dashboardUrl");
    Required.key(environment, "environment");
  }

  /**
   * Where people sign in.
   *
   * @param issuer the provider's URL
   * @param clientId our id there
   * @param audience what tokens are for
   */
  public record Oidc(String issuer, String clientId, String audience) {
    public Oidc {
      Required.key(issuer, "issuer");
      Required.key(clientId, "clientId");
      Required.key(audience, "audience");
    }
  }

  /**
   * Which server this is.
   *
   * @param name {@link #SEBRING} for ours, whose additions to the wire a client may then use
   * @param version of that server
   */
  public record ServerName(String name, String version) {
    public static final String SEBRING = "sebring";

    public ServerName {
      Required.key(name, "name");
      Required.key(version, "version");
    }
  }
}
