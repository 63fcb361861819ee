package dev.sebring.backends.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sebring.backends.oci.host.IdRange;
import dev.sebring.backends.oci.runtime.RuntimeTraits.UserNamespace;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeConfigTest {
  private static final SandboxId ID = SandboxId.random();

  @Test
  void limitsAreWhatTheKernelCounts() throws Exception {
    JsonNode limits =
        config(new RuntimeTraits(UserNamespace.JOINED_WITH_MAPPINGS, false, true, "amd64"))
            .at("/linux/resources");

    assertThat(limits.at("/cpu/quota").asLong()).isEqualTo(50_000);
    assertThat(limits.at("/cpu/period").asLong()).isEqualTo(100_000);
    assertThat(limits.at("/memory/limit").asLong()).isEqualTo(256 << 20);
    assertThat(limits.at("/memory/swap").asLong()).isEqualTo(256 << 20);
    assertThat(limits.at("/pids/limit").asLong()).isEqualTo(2 * 64 + 64);
    assertThat(limits.at("/devices/0/allow").asBoolean(true)).isFalse();
  }

  @Test
  void swapIsLeftOutWhereTheHostDoesNotCountIt() throws Exception {
    JsonNode memory =
        config(new RuntimeTraits(UserNamespace.JOINED_WITH_MAPPINGS, false, false, "amd64"))
            .at("/linux/resources/memory");

    assertThat(memory.has("limit")).isTrue();
    assertThat(memory.has("swap")).isFalse();
  }

  @Test
  void everyNamespaceIsItsOwnAndTheMappingsAreRepeatedForOldRunc() throws Exception {
    JsonNode old =
        config(new RuntimeTraits(UserNamespace.JOINED_WITH_MAPPINGS, false, true, "amd64"))
            .path("linux");
    JsonNode recent =
        config(new RuntimeTraits(UserNamespace.JOINED, false, true, "amd64")).path("linux");

    assertThat(old.path("namespaces").findValuesAsText("type"))
        .containsExactlyInAnyOrder("pid", "mount", "uts", "ipc", "cgroup", "user", "network");
    assertThat(old.at("/uidMappings/0/hostID").asLong()).isEqualTo(0x70000000L + 7 * 65_536);
    assertThat(recent.has("uidMappings")).isFalse();
  }

  @Test
  void processOneIsTheGuestWithItsEnvironment() throws Exception {
    JsonNode process =
        config(new RuntimeTraits(UserNamespace.JOINED_WITH_MAPPINGS, false, true, "amd64"))
            .path("process");

    assertThat(process.at("/args/0").asText()).isEqualTo("/usr/lib/sebring/guest");
    assertThat(process.path("args").toString())
        .contains("\"--share-fd\",\"4\",\"--share-fd\",\"5\"]");
    assertThat(process.at("/env/0").asText()).isEqualTo("A=b=c\nd");
    assertThat(process.path("noNewPrivileges").asBoolean(true)).as("for sudo").isFalse();
    assertThat(process.at("/capabilities/effective"))
        .isEqualTo(process.at("/capabilities/bounding"));
  }

  private static JsonNode config(RuntimeTraits traits) throws JsonProcessingException {
    RuntimeConfig config =
        new RuntimeConfig(
            ID,
            Map.of("A", "b=c\nd"),
            new Resources(0.5, ByteSize.ofMib(256), ByteSize.ofMib(128), 64),
            new IdRange(7),
            Path.of("/run/sebring/scratch"),
            "/sebring-01020304/" + ID,
            2,
            traits,
            JsonNodeFactory.instance.objectNode());
    return new ObjectMapper().readTree(config.toJson());
  }
}
