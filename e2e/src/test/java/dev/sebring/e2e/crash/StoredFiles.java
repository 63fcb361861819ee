package dev.sebring.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.client.DaytonaNotFoundException;
import dev.sebring.client.FileSystem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The files of one sandbox as their owner was told that they are stored. Not thread-safe. */
final class StoredFiles {
  private static final int LARGEST = 4 << 20;
  private static final int DIFFERENT_NAMES = 4;

  private final Map<String, byte[]> stored = new HashMap<>();
  private @Nullable String uploading;
  private byte[] content = {};

  /** Uploads a file of any size, mostly over another. */
  void upload(FileSystem files, Random random) {
    String path = "file-" + random.nextInt(DIFFERENT_NAMES);
    content = new byte[random.nextInt(random.nextInt(3) > 0 ? 1000 : LARGEST)];
    random.nextBytes(content);
    uploading = path;
    files.uploadFile(content, path);
    stored.put(path, content);
    uploading = null;
  }

  /** Every file is what was acknowledged; one whose upload broke off is old, new, or its start. */
  void check(FileSystem files) {
    stored.forEach((path, bytes) -> {
      if (!path.equals(uploading)) {
        assertThat(Arrays.equals(files.downloadFile(path), bytes)).as(path).isTrue();
      }
    });
    if (uploading != null) {
      checkBrokenOff(files, uploading);
      uploading = null;
    }
  }

  private void checkBrokenOff(FileSystem files, String path) {
    byte @Nullable [] before = stored.get(path);
    try {
      byte[] found = files.downloadFile(path);
      boolean old = Arrays.equals(found, before);
      boolean startOfNew =
          found.length <= content.length
              && Arrays.equals(found, 0, found.length, content, 0, found.length);
      assertThat(old || startOfNew).as("%s is old, new, or the start of new", path).isTrue();
      stored.put(path, found);
    } catch (DaytonaNotFoundException none) {
      assertThat(before).as("what %s was before", path).isNull();
    }
  }

  /** With the sandbox, its files are gone. */
  void forget() {
    stored.clear();
    uploading = null;
  }
}
