package dev.sebring.bench.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bundle of one of Sebring's sandboxes, to be run by an OCI runtime alone: the same tree,
 * system call filter, limits and mounts. Left out is what Sebring does around the runtime (id
 * range, overlay, network), so that the runtime has less to do here than there. The tree is
 * read-only.
 */
public final class Bundle implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path directory;
  private final String name = "sebring-bench-" + ProcessHandle.current().pid();

  private Bundle(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes it.
   *
   * @param config {@code config.json} of a sandbox
   * @param root the tree
   */
  public static Bundle make(Path directory, Path config, Path root, String... words)
      throws IOException {
    ObjectNode all = (ObjectNode) MAPPER.readTree(config.toFile());
    ((ObjectNode) all.get("root")).put("path", root.toRealPath().toString()).put("readonly", true);
    ArrayNode arguments = ((ObjectNode) all.get("process")).putArray("args");
    List.of(words).forEach(arguments::add);
    ObjectNode linux = (ObjectNode) all.get("linux");
    linux.remove(List.of("uidMappings", "gidMappings"));
    linux.put("cgroupsPath", "/sebring-bench-bundle-" + ProcessHandle.current().pid());
    ArrayNode namespaces = linux.putArray("namespaces");
    for (String type : List.of("pid", "mount", "uts", "ipc", "cgroup", "network")) {
      namespaces.addObject().put("type", type);
    }
    Files.createDirectories(directory);
    MAPPER.writeValue(directory.resolve("config.json").toFile(), all);
    return new Bundle(directory);
  }

  /** {@code run} of it by a runtime, with options of the runtime's own. */
  public Program run(Path runtime, String... options) {
    List<String> words = new ArrayList<>(List.of(runtime.toString()));
    words.addAll(List.of("--root", directory.resolve("state").toString()));
    words.addAll(List.of(options));
    words.addAll(List.of("run", "--bundle", directory.toString(), name));
    return new Program(words, Map.of());
  }

  /** Takes away the mount that {@code runsc} leaves in its directory. */
  @Override
  public void close() throws IOException, InterruptedException {
    Path mounted = directory.resolve("state/null-netns");
    if (Files.exists(mounted)) {
      Program.of("umount", mounted.toString()).output();
    }
  }
}
