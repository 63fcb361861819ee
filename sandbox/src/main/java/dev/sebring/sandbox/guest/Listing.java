package dev.sebring.sandbox.guest;

import java.util.List;

/**
 * A directory's entries. Immutable and thread-safe.
 *
 * @param entries in directory order, parents before their children
 * @param cut there were more than asked for, or than one listing can hold
 */
public record Listing(List<DirectoryEntry> entries, boolean cut) {
  public Listing {
    entries = List.copyOf(entries);
  }
}
