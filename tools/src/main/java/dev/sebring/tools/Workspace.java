package dev.sebring.tools;

import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.Sandbox;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A session's sandbox and where in it the session works. This class is thread-safe: of two calls
 * that change the directory the later counts.
 */
final class Workspace {
  private final Sandbox sandbox;
  private final Runner runner;
  private final AtomicReference<@Nullable Place> place = new AtomicReference<>();
  private volatile @Nullable String home;

  Workspace(Sandbox sandbox, Runner runner, @Nullable String directory) {
    this.sandbox = sandbox;
    this.runner = runner;
    if (directory != null) {
      place.set(new Place(directory, null));
    }
  }

  Sandbox sandbox() {
    return sandbox;
  }

  Runner runner() {
    return runner;
  }

  /**
   * Where the session works; at first the sandbox's own working directory, which is asked for,
   * since images differ.
   */
  Place place() {
    Place known = place.get();
    if (known != null) {
      return known;
    }
    place.compareAndSet(null, new Place(startDirectory(), null));
    return place();
  }

  private String startDirectory() {
    try {
      return sandbox.getWorkDir();
    } catch (DaytonaNotFoundException olderServer) {
      return home();
    }
  }

  /** The directory that the session is known to work in; {@code null} before it was needed. */
  @Nullable String knownDirectory() {
    Place known = place.get();
    return known == null ? null : known.directory();
  }

  /** Moves the session to where a shell ended. */
  void moveTo(Place next) {
    place.set(next);
  }

  String home() {
    String known = home;
    if (known == null) {
      known = sandbox.getUserHomeDir();
      home = known;
    }
    return known;
  }

  String resolve(String path) {
    return RemotePath.resolve(path, place().directory(), this::home);
  }
}
