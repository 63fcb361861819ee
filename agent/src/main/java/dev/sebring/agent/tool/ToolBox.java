package dev.sebring.agent.tool;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All toolkits of an agent, with one name space. Immutable and thread-safe. */
public final class ToolBox implements AutoCloseable {
  /** What every provider accepts as a tool's name. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final List<Toolkit> toolkits;
  private final List<ToolSpecification> specifications = new ArrayList<>();
  private final Map<String, Toolkit> byName = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if two tools share a name, or a name is not one that models
   *     can use
   */
  public ToolBox(List<Toolkit> toolkits) {
    this.toolkits = List.copyOf(toolkits);
    for (Toolkit toolkit : toolkits) {
      for (ToolSpecification specification : toolkit.specifications()) {
        add(toolkit, specification);
      }
    }
  }

  private void add(Toolkit toolkit, ToolSpecification specification) {
    String name = specification.name();
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the tool name '" + name + "' does not match " + NAME.pattern() + "; rename the tool");
    }
    Toolkit other = byName.putIfAbsent(name, toolkit);
    if (other != null) {
      throw new IllegalArgumentException(
          "two tools are named '" + name + "'; rename or leave out one of them");
    }
    specifications.add(specification);
  }

  /** The specifications of all tools, in order. */
  public List<ToolSpecification> specifications() {
    return List.copyOf(specifications);
  }

  /** The names of all tools, in order. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** The toolkit that has a tool of this name. */
  public Optional<Toolkit> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What the toolkits want the model to know, in order. */
  public List<String> instructions() {
    return toolkits.stream().flatMap(toolkit -> toolkit.instructions().stream()).toList();
  }

  /** The first session id that a toolkit has of itself. */
  public Optional<String> sessionId() {
    return toolkits.stream().flatMap(toolkit -> toolkit.sessionId().stream()).findFirst();
  }

  /** Closes every toolkit; the first failure is thrown at the end, later ones suppressed in it. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Toolkit toolkit : toolkits) {
      try {
        toolkit.close();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
