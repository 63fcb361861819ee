package dev.sebring.server.keys;

import static java.util.Objects.requireNonNull;

import dev.sebring.server.http.Caller;
import dev.sebring.server.http.KeyCheck;
import dev.sebring.server.store.KeyRecord;
import dev.sebring.server.store.KeyStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The API keys of the one user that there is. Only hashes are kept. Thread-safe. */
public final class ApiKeys implements KeyCheck {
  /** The id of the one user. */
  public static final String OWNER = "owner";

  /** How exactly {@code lastUsedAt} is kept, so that not every call writes. */
  private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

  private final KeyStore store;
  private final Clock clock;
  private final CopyOnWriteArrayList<KeyRecord> keys;

  public ApiKeys(KeyStore store, Clock clock) {
    this.store = requireNonNull(store, "store");
    this.clock = requireNonNull(clock, "clock");
    this.keys = new CopyOnWriteArrayList<>(store.all());
  }

  @Override
  public Optional<Caller> check(String key) {
    byte[] hash = KeyText.sha256(key).getBytes(StandardCharsets.US_ASCII);
    Optional<KeyRecord> found = Optional.empty();
    for (KeyRecord candidate : keys) {
      byte[] other = candidate.sha256().getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(hash, other)) {
        found = Optional.of(candidate);
      }
    }
    Instant now = now();
    return found
        .filter(valid -> valid.expiresAt() == null || valid.expiresAt().isAfter(now))
        .map(valid -> {
          noteUse(valid, now);
          return new Caller(OWNER, valid.name(), new HashSet<>(valid.permissions()));
        });
  }

  private void noteUse(KeyRecord key, Instant now) {
    if (key.lastUsedAt() != null && key.lastUsedAt().plus(LAST_USED_PRECISION).isAfter(now)) {
      return;
    }
    synchronized (this) {
      int index = keys.indexOf(key);
      if (index >= 0) {
        KeyRecord used = key.withLastUsedAt(now);
        store.put(used);
        keys.set(index, used);
      }
    }
  }

  public List<KeyRecord> all() {
    return List.copyOf(keys);
  }

  public Optional<KeyRecord> find(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  /** Whether this text is a key, expired or not. */
  public boolean knows(KeyText text) {
    return keys.stream().anyMatch(key -> key.sha256().equals(text.sha256()));
  }

  /** Makes a key valid, in the place of another of that name. */
  public synchronized KeyRecord put(
      String name, KeyText text, List<String> permissions, @Nullable Instant expiresAt) {
    KeyRecord key =
        new KeyRecord(name, text.sha256(), text.masked(), permissions, now(), null, expiresAt);
    store.put(key);
    keys.removeIf(other -> other.name().equals(name));
    keys.add(key);
    return key;
  }

  /** Adds a key; empty if there is another of that name. */
  public synchronized Optional<KeyRecord> create(
      String name, KeyText text, List<String> permissions, @Nullable Instant expiresAt) {
    return find(name).isPresent()
        ? Optional.empty()
        : Optional.of(put(name, text, permissions, expiresAt));
  }

  /** Makes a key invalid from now on. Does nothing if there is none of that name. */
  public synchronized void revoke(String name) {
    store.delete(name);
    keys.removeIf(key -> key.name().equals(name));
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
