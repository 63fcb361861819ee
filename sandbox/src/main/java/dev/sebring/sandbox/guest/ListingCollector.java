package dev.sebring.sandbox.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects entries until they would take too much memory. Not thread-safe. */
final class ListingCollector implements Predicate<DirectoryEntry> {
  private static final long MOST_BYTES = 128 << 20;
  private static final int ENTRY_BYTES = 400;

  private final List<DirectoryEntry> entries = new ArrayList<>();
  private long bytes;

  @Override
  public boolean test(DirectoryEntry entry) {
    FileStat stat = entry.stat();
    GuestPath target = stat.linkTarget();
    bytes += ENTRY_BYTES + entry.path().length() + (target == null ? 0 : target.length());
    bytes += stat.owner().length() + stat.group().length();
    if (bytes > MOST_BYTES) {
      return false;
    }
    return entries.add(entry);
  }

  Listing listing(boolean cut) {
    return new Listing(entries, cut);
  }
}
