package dev.sebring.backends.oci;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sebring.sandbox.ByteSize;
import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import dev.sebring.sandbox.Resources;
import dev.sebring.sandbox.SandboxId;
import dev.sebring.sandbox.SandboxSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the state directory keeps about one sandbox, e.g.
 *
 * <pre>{"id":"6f...","snapshot":"default","tree":"default-0a1b2c3d4e5f","env":{"A":"b"},"cpus":1.0,
 * "memoryBytes":1073741824,"diskBytes":3221225472,"processes":1024,"blockAll":false,
 * "networks":["192.0.2.0/24"],"domains":["*.example.com"],"runtime":"runc"}</pre>
 *
 * Immutable and thread-safe.
 *
 * @param tree name of the snapshot's tree that the sandbox was made from
 */
record SandboxRecord(SandboxSpec spec, String tree) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  SandboxRecord {
    requireNonNull(spec, "spec");
    requireNonNull(spec.runtime(), "runtime");
    requireNonNull(tree, "tree");
  }

  /** Name of the OCI runtime that it starts by, for all of its life. */
  String runtime() {
    return requireNonNull(spec.runtime(), "runtime");
  }

  SandboxRecord with(NetworkPolicy network) {
    return new SandboxRecord(
        new SandboxSpec(
            spec.id(), spec.snapshot(), spec.env(), spec.resources(), network, spec.runtime()),
        tree);
  }

  String toJson() {
    Resources resources = spec.resources();
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("id", spec.id().value())
            .put("snapshot", spec.snapshot())
            .put("tree", tree)
            .put("cpus", resources.cpus())
            .put("memoryBytes", resources.memory().bytes())
            .put("diskBytes", resources.disk().bytes())
            .put("processes", resources.processes())
            .put("blockAll", spec.network().blockAll())
            .put("runtime", runtime());
    ArrayNode networks = json.putArray("networks");
    spec.network().networks().forEach(network -> networks.add(network.toString()));
    ArrayNode domains = json.putArray("domains");
    spec.network().domains().forEach(domain -> domains.add(domain.toString()));
    ObjectNode env = json.putObject("env");
    spec.env().forEach(env::put);
    return json.toString();
  }

  static SandboxRecord parse(String text) throws JsonProcessingException {
    JsonNode json = MAPPER.readTree(text);
    Map<String, String> env = new LinkedHashMap<>();
    json.path("env")
        .properties()
        .forEach(entry -> env.put(entry.getKey(), entry.getValue().asText()));
    return new SandboxRecord(
        new SandboxSpec(
            new SandboxId(json.path("id").asText()),
            json.path("snapshot").asText(),
            env,
            new Resources(
                json.path("cpus").asDouble(),
                new ByteSize(json.path("memoryBytes").asLong()),
                new ByteSize(json.path("diskBytes").asLong()),
                json.path("processes").asInt()),
            new NetworkPolicy(
                json.path("blockAll").asBoolean(),
                texts(json, "networks").map(Ipv4Network::parse).toList(),
                texts(json, "domains").map(DomainPattern::parse).toList()),
            json.path("runtime").asText("runc")),
        json.path("tree").asText());
  }

  private static Stream<String> texts(JsonNode json, String field) {
    return json.path(field).valueStream().map(JsonNode::asText);
  }
}
