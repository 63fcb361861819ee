package dev.sebring.api;

import java.util.List;

/** The processes of a sandbox that are looked after by id, the oldest first. */
public record ManagedProcesses(List<ManagedProcess> items) {
  public ManagedProcesses {
    items = List.copyOf(Required.key(items, "items"));
  }
}
