package dev.sebring.backends.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.backends.oci.host.HostPaths;
import dev.sebring.backends.oci.host.Trees;
import dev.sebring.sandbox.InstallationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLayerTest {
  @TempDir private Path host;
  @TempDir private Path state;
  private Path bundle;
  private HostLayer layer;

  @BeforeEach
  void aHostWithABundle() throws IOException {
    bundle = host.resolve("etc/ssl/certs/ca-certificates.crt");
    Files.createDirectories(bundle.getParent());
    Files.writeString(bundle, "first");
    HostPaths paths = new HostPaths(state, InstallationId.random());
    Files.createDirectories(paths.layers());
    layer = new HostLayer(paths, host);
  }

  @Test
  void theHostsAuthoritiesAreThoseOfThisMomentAndOlderLayersStay() throws IOException {
    Path before = layer.prepare();
    Path fresh = Files.writeString(host.resolve("fresh"), "other");
    Files.move(fresh, bundle, StandardCopyOption.ATOMIC_MOVE);
    Path after = layer.prepare();

    assertThat(before.resolve("etc/ssl/certs/ca-certificates.crt")).hasContent("first");
    assertThat(after.resolve("etc/ssl/certs/ca-certificates.crt")).hasContent("other");
  }

  @Test
  void aCompanysOwnAuthorityIsThereWhileTheHostHasIt() throws IOException {
    Path without = layer.prepare();
    Path own = host.resolve("usr/local/share/ca-certificates/company.crt");
    Files.createDirectories(own.getParent());
    Files.writeString(own, "company");

    assertThat(layer.prepare().resolve("usr/local/share/ca-certificates/company.crt"))
        .hasContent("company");
    Files.delete(own);
    assertThat(layer.prepare()).isEqualTo(without);
  }

  @Test
  void aLayerThatSomebodyRemovedIsMadeAgain() throws IOException {
    Trees.remove(layer.prepare());

    assertThat(layer.prepare().resolve("usr/lib/sebring/guest")).isExecutable();
  }
}
