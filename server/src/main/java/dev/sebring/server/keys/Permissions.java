package dev.sebring.server.keys;

import java.util.List;

/**
 * The permissions of Daytona's API keys (contract 6.10). Those that this server checks have names
 * here. Constants only.
 */
public final class Permissions {
  public static final String WRITE_SANDBOXES = "write:sandboxes";
  public static final String DELETE_SANDBOXES = "delete:sandboxes";
  public static final String MANAGE_API_KEYS = "manage:api_keys";

  /** All that a key can have. */
  public static final List<String> ALL =
      List.of(
          "write:registries",
          "delete:registries",
          "write:snapshots",
          "delete:snapshots",
          WRITE_SANDBOXES,
          DELETE_SANDBOXES,
          "read:volumes",
          "write:volumes",
          "delete:volumes",
          "write:regions",
          "delete:regions",
          "read:runners",
          "write:runners",
          "delete:runners",
          "read:audit_logs",
          MANAGE_API_KEYS,
          "manage:secrets",
          "read:limits",
          "manage:sso",
          "read:billing",
          "manage:billing");

  private Permissions() {}
}
