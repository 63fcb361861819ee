package dev.sebring.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions that copy files between the sandbox and one directory of this machine. */
final class TransferFunctions {
  private TransferFunctions() {}

  static Done upload(Workspace workspace, @Nullable Path directory, String localPath, String path) {
    String resolved = workspace.resolve(path);
    try {
      Path shared = shared(directory);
      Path local = inside(shared, localPath);
      if (!Files.isRegularFile(local)) {
        return Done.failed("There is no file " + localPath + " in the shared directory.");
      }
      workspace.sandbox().getFs().uploadFile(local.toRealPath(), resolved);
      return Done.ok("Uploaded: " + localPath + " to " + resolved);
    } catch (IOException e) {
      return Done.failed("The local file " + localPath + " cannot be read: " + e);
    }
  }

  static Done download(
      Workspace workspace, @Nullable Path directory, String path, String localPath) {
    String resolved = workspace.resolve(path);
    try {
      Path local = inside(shared(directory), localPath);
      if (Files.isDirectory(local)) {
        return Done.failed(localPath + " is a directory. Give the path of the new file in it.");
      }
      Files.createDirectories(Objects.requireNonNull(local.getParent(), "it is in a directory"));
      workspace.sandbox().getFs().downloadFile(resolved, local);
      return Done.ok("Downloaded: " + resolved + " to " + localPath);
    } catch (IOException e) {
      return Done.failed("The local file " + localPath + " cannot be written: " + e);
    }
  }

  private static Path shared(@Nullable Path directory) throws IOException {
    if (directory == null) {
      throw new InvalidCall("The user has shared no directory of this machine. Tell the user.");
    }
    return directory.toRealPath();
  }

  /**
   * The path that is meant, which no {@code ..} and no symbolic link leads out of the directory.
   */
  private static Path inside(Path shared, String path) throws IOException {
    Path meant;
    try {
      meant = shared.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidCall(path + " is not a path of this machine.");
    }
    Path existing = meant;
    while (existing.startsWith(shared) && !Files.exists(existing)) {
      existing = Objects.requireNonNull(existing.getParent(), "the shared directory is above it");
    }
    if (!existing.startsWith(shared)
        || meant.equals(shared)
        || !existing.toRealPath().startsWith(shared)) {
      throw new InvalidCall(
          path + " is not in the shared directory. Give a path relative to that directory.");
    }
    return meant;
  }
}
