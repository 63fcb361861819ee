package dev.sebring.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An input that a fuzzer kept because it reached something new.
 *
 * @param name a hash of it, or what it was made for
 */
record SeedInput(String name, byte[] bytes) {
  /** All of one fuzz target's, from {@code src/test/fuzz}. */
  static List<SeedInput> of(Class<?> target) {
    Path file = Path.of("src/test/fuzz", target.getSimpleName() + "_seed_corpus.zip");
    List<SeedInput> inputs = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        inputs.add(new SeedInput(entry.getName(), zip.readAllBytes()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inputs;
  }
}
