package dev.sebring.backends.oci.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.backends.oci.host.HostCommand;
import dev.sebring.sandbox.Ipv4Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the host's IPv4 routing table says. Stateless and thread-safe. */
final class HostRoutes {
  private HostRoutes() {}

  /**
   * Networks that lead somewhere already, as {@code 192.0.2.0/24}; the default route is not among
   * them.
   */
  static List<String> networks() {
    List<String> networks = new ArrayList<>();
    for (JsonNode route : routes()) {
      String destination = route.path("dst").asText();
      if (!destination.isEmpty() && Character.isDigit(destination.charAt(0))) {
        networks.add(destination);
      }
    }
    return networks;
  }

  /** The interfaces that default routes use. */
  static Set<String> defaultInterfaces() {
    Set<String> interfaces = new TreeSet<>();
    for (JsonNode route : routes()) {
      if (route.path("dst").asText().equals("default") && route.hasNonNull("dev")) {
        interfaces.add(route.path("dev").asText());
      }
    }
    return interfaces;
  }

  /** The interfaces that a route to any part of these networks uses, but for loopback. */
  static Set<String> interfacesTowards(List<Ipv4Network> networks) {
    Set<String> interfaces = new TreeSet<>();
    for (JsonNode route : routes()) {
      String destination = route.path("dst").asText();
      if (route.hasNonNull("dev") && !route.path("dev").asText().equals("lo")) {
        boolean towards =
            destination(destination).stream()
                .anyMatch(there -> networks.stream().anyMatch(there::overlaps));
        if (towards) {
          interfaces.add(route.path("dev").asText());
        }
      }
    }
    return interfaces;
  }

  private static Optional<Ipv4Network> destination(String text) {
    if (text.equals("default")) {
      return Optional.of(Ipv4Network.parse("0.0.0.0/0"));
    }
    return text.isEmpty() || !Character.isDigit(text.charAt(0))
        ? Optional.empty()
        : Optional.of(Ipv4Network.parse(text.contains("/") ? text : text + "/32"));
  }

  private static JsonNode routes() {
    String output =
        HostCommand.of("read the routes", "ip", "-json", "-4", "route", "show", "table", "all")
            .run();
    try {
      return new ObjectMapper().readTree(output.isBlank() ? "[]" : output);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ip answered something else than JSON: " + output, e);
    }
  }
}
