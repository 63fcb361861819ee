package dev.sebring.client;

import com.fasterxml.jackson.databind.JavaType;
import dev.sebring.api.FileInfo;
import dev.sebring.api.FileMatch;
import dev.sebring.api.Json;
import dev.sebring.api.ReplaceRequest;
import dev.sebring.api.ReplaceResult;
import dev.sebring.api.SearchFilesResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a sandbox. Relative paths start in its working directory. A file that does not exist
 * is a {@link DaytonaFileNotFoundException}. This class is thread-safe.
 */
public final class FileSystem {
  private final Toolbox toolbox;

  FileSystem(Toolbox toolbox) {
    this.toolbox = toolbox;
  }

  /** The entries of a directory. */
  public List<FileInfo> listFiles(String path) {
    return toolbox.call(
        toolbox.operation("list " + path, "GET", "/files").query("path", path),
        listOf(FileInfo.class));
  }

  /**
   * The entries of a directory and of those in it, each with its {@link FileInfo#path}.
   *
   * @param depth 1: direct entries
   */
  public List<FileInfo> listFiles(String path, int depth) {
    return toolbox.call(
        toolbox
            .operation("list " + path, "GET", "/files")
            .query("path", path)
            .query("depth", Integer.toString(depth)),
        listOf(FileInfo.class));
  }

  /**
   * The lines with a text in them, in a file or in every file below a directory; binary files are
   * left out.
   *
   * @param pattern taken literally
   */
  public List<FileMatch> findFiles(String path, String pattern) {
    return toolbox.call(
        toolbox
            .operation("look for a text in " + path, "GET", "/files/find")
            .query("path", path)
            .query("pattern", pattern),
        listOf(FileMatch.class));
  }

  /**
   * The files and directories below a directory whose name fits a pattern.
   *
   * @param pattern {@code *}, {@code ?} and {@code [a-z]}, such as {@code *.py}
   */
  public SearchFilesResponse searchFiles(String path, String pattern) {
    return toolbox.call(
        toolbox
            .operation("look for names in " + path, "GET", "/files/search")
            .query("path", path)
            .query("pattern", pattern),
        SearchFilesResponse.class);
  }

  /**
   * Replaces a text wherever it is in some files. A file for which that fails is told in the result
   * and is as it was.
   *
   * @param pattern taken literally
   */
  public List<ReplaceResult> replaceInFiles(List<String> files, String pattern, String newValue) {
    return toolbox.call(
        toolbox
            .operation("replace a text in " + files, "POST", "/files/replace")
            .body(Body.json(new ReplaceRequest(files, pattern, newValue))),
        listOf(ReplaceResult.class));
  }

  /**
   * Changes who may do what with a file or directory.
   *
   * @param mode octal, such as {@code 644}; {@code null}: as it is
   * @param owner name or number of a user; {@code null}: as it is
   * @param group name or number of a group; {@code null}: as it is
   */
  public void setFilePermissions(
      String path, @Nullable String mode, @Nullable String owner, @Nullable String group) {
    Operation operation =
        toolbox
            .operation("set the permissions of " + path, "POST", "/files/permissions")
            .query("path", path);
    operation = mode == null ? operation : operation.query("mode", mode);
    operation = owner == null ? operation : operation.query("owner", owner);
    operation = group == null ? operation : operation.query("group", group);
    toolbox.bytes(operation);
  }

  /**
   * Moves a file or directory.
   *
   * @param destination its new path, not a directory to put it in; what exists there already is a
   *     {@link DaytonaConflictException}
   */
  public void moveFiles(String source, String destination) {
    toolbox.bytes(
        toolbox
            .operation("move " + source + " to " + destination, "POST", "/files/move")
            .query("source", source)
            .query("destination", destination));
  }

  private static JavaType listOf(Class<?> type) {
    return Json.mapper().getTypeFactory().constructCollectionType(List.class, type);
  }

  /** What is at a path. */
  public FileInfo getFileDetails(String path) {
    return toolbox.call(
        toolbox.operation("look at " + path, "GET", "/files/info").query("path", path),
        FileInfo.class);
  }

  /**
   * Makes a directory and those above it.
   *
   * @param mode octal, such as {@code 755}
   */
  public void createFolder(String path, String mode) {
    toolbox.bytes(
        toolbox
            .operation("make directory " + path, "POST", "/files/folder")
            .query("path", path)
            .query("mode", mode));
  }

  /** Deletes a file. */
  public void deleteFile(String path) {
    deleteFile(path, false);
  }

  /**
   * Deletes a file, or a directory.
   *
   * @param recursive also a directory, with all that is in it
   */
  public void deleteFile(String path, boolean recursive) {
    Operation operation =
        toolbox.operation("delete " + path, "DELETE", "/files").query("path", path);
    toolbox.bytes(recursive ? operation.query("recursive", "true") : operation);
  }

  /** The whole of a file, in memory. */
  public byte[] downloadFile(String path) {
    return toolbox.bytes(download(path, toolbox.timeout()));
  }

  /**
   * A file as it arrives. The caller closes the stream; reading ends with a {@link
   * DaytonaTimeoutException} when the time is up, and with a {@link DaytonaConnectionException}
   * when the connection breaks.
   *
   * @param timeout until the last byte; {@code null}: the client's; zero: none
   */
  public InputStream downloadFileStream(String path, @Nullable Duration timeout) {
    return toolbox.stream(download(path, timeout == null ? toolbox.timeout() : timeout));
  }

  /**
   * Copies a file of the sandbox to this machine. The local file appears, or is replaced, when all
   * of it has arrived.
   *
   * @throws IOException if the local file cannot be written
   */
  public void downloadFile(String remotePath, Path localPath) throws IOException {
    Path directory = localPath.toAbsolutePath().getParent();
    Path part = Files.createTempFile(directory, ".download-", ".part");
    try (InputStream content = downloadFileStream(remotePath, null)) {
      Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, localPath, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Operation download(String path, Duration timeout) {
    return toolbox
        .operation("download " + path, "GET", "/files/download", timeout)
        .query("path", path)
        .header("Accept", "*/*");
  }

  /** Writes a file: exactly these bytes, with the directories above it. */
  public void uploadFile(byte[] content, String path) {
    upload(path, Multipart.ofBytes(path, content), toolbox.timeout());
  }

  /**
   * Copies a file of this machine to the sandbox.
   *
   * @throws FileNotFoundException if there is no such local file
   */
  public void uploadFile(Path localPath, String remotePath) throws FileNotFoundException {
    upload(remotePath, Multipart.ofFile(remotePath, localPath), toolbox.timeout());
  }

  /**
   * Writes a file from a stream, read to its end and not closed.
   *
   * @param timeout until all is written; {@code null}: the client's; zero: none
   */
  public void uploadFileStream(InputStream content, String path, @Nullable Duration timeout) {
    upload(path, Multipart.ofStream(path, content), timeout == null ? toolbox.timeout() : timeout);
  }

  private void upload(String path, Body body, Duration timeout) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("path is blank: it cannot be uploaded to");
    }
    toolbox.bytes(
        toolbox.operation("upload " + path, "POST", "/files/bulk-upload", timeout).body(body));
  }
}
