package dev.sebring.backends.oci.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sebring.backends.oci.host.HostCommand;
import java.util.ArrayList;
import java.util.List;
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
