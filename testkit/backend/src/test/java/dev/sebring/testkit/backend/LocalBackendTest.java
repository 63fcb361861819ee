package dev.sebring.testkit.backend;

import dev.sebring.sandbox.Backend;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalBackendTest extends BackendContractTest {
  @TempDir Path directory;

  @Override
  protected Backend open() {
    return new LocalBackend(directory);
  }

  @Override
  protected String snapshot() {
    return "any";
  }

  @Override
  protected boolean can(Promise promise) {
    return false;
  }
}
