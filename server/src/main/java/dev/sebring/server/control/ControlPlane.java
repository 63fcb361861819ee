package dev.sebring.server.control;

import dev.sebring.sandbox.ByteSize;
import dev.sebring.server.http.Routes;
import dev.sebring.server.keys.ApiKeys;
import dev.sebring.server.keys.SigningKeys;
import dev.sebring.server.lifecycle.Sandboxes;

/** All of {@code /api}. Thread-safe. */
public final class ControlPlane {
  private final SandboxEndpoints sandboxes;
  private final KeyEndpoints keys;
  private final AccountEndpoints account;
  private final ConfigEndpoints config;
  private final HostEndpoints host;
  private final SigningKeyEndpoints signingKeys;

  /**
   * @param diskLimit the most that one sandbox may be given
   */
  public ControlPlane(
      Installation installation,
      Sandboxes sandboxes,
      ApiKeys keys,
      SigningKeys signingKeys,
      ByteSize diskLimit) {
    HostLimits limits = HostLimits.ofThisHost(diskLimit);
    this.sandboxes = new SandboxEndpoints(sandboxes, installation, limits);
    this.keys = new KeyEndpoints(keys);
    this.account = new AccountEndpoints(installation, limits);
    this.config = new ConfigEndpoints(installation);
    this.host = new HostEndpoints(sandboxes);
    this.signingKeys = new SigningKeyEndpoints(sandboxes, signingKeys);
  }

  /**
   * Registers the routes.
   *
   * @param guarded checks the key
   * @param open does not
   */
  public void addTo(Routes guarded, Routes open) {
    config.addTo(open);
    sandboxes.addTo(guarded);
    keys.addTo(guarded);
    account.addTo(guarded);
    host.addTo(guarded);
    signingKeys.addTo(guarded);
    NotYet.addTo(guarded);
  }
}
