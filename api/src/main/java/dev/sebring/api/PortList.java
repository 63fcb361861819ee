package dev.sebring.api;

import java.util.List;

/**
 * The answer of {@code GET /port}: where something in the sandbox listens (Daytona API v0, contract
 * 5.3).
 *
 * <pre>{@code
 * {"ports":[3000,8080]}
 * }</pre>
 *
 * @param ports ascending
 */
public record PortList(List<Integer> ports) {
  public PortList {
    ports = List.copyOf(Required.key(ports, "ports"));
  }
}
