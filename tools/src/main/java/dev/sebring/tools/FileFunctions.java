package dev.sebring.tools;

import dev.sebring.api.FileInfo;
import dev.sebring.client.DaytonaBadRequestException;
import dev.sebring.client.FileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** The functions that work on files. */
final class FileFunctions {
  /**
   * More than an output may have, so that the file of a long output shows more than the output did.
   */
  static final int LONGEST_TEXT = 100_000;

  static final long LARGEST_FILE_BYTES = 8L * 1024 * 1024;

  private FileFunctions() {}

  static Done create(Workspace workspace, String path, String content) {
    String resolved = workspace.resolve(path);
    workspace.sandbox().getFs().uploadFile(content.getBytes(StandardCharsets.UTF_8), resolved);
    return Done.ok("File created/updated: " + resolved);
  }

  static Done read(Workspace workspace, String path) {
    String resolved = workspace.resolve(path);
    FileSystem fs = workspace.sandbox().getFs();
    FileInfo info = fs.getFileDetails(resolved);
    if (info.isDir()) {
      return Done.failed(resolved + " is a directory. Use list_files to see what is in it.");
    }
    if (info.size() > LARGEST_FILE_BYTES) {
      return Done.failed(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, too many to read at once. Read a part of it with"
                  + " run_shell_command: head, tail, grep, or sed -n.",
              resolved,
              info.size()));
    }
    byte[] content = fs.downloadFile(resolved);
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(content))
              .toString();
    } catch (CharacterCodingException e) {
      return notText(resolved, content.length);
    }
    if (text.indexOf('\0') >= 0) {
      return notText(resolved, content.length);
    }
    if (text.isEmpty()) {
      return Done.ok("[" + resolved + " is empty]");
    }
    return Done.ok(
        ShortText.of(
            text,
            LONGEST_TEXT,
            () -> "use run_shell_command with sed -n to read parts of " + resolved));
  }

  private static Done notText(String path, int bytes) {
    return Done.failed(
        String.format(
            Locale.ROOT,
            "%s is not a text file in UTF-8 (%,d bytes). Look at it with run_shell_command: file,"
                + " xxd, or a program that knows its format.",
            path,
            bytes));
  }

  static Done list(Workspace workspace, String directory) {
    String resolved = RemotePath.withoutTrailingSlash(workspace.resolve(directory));
    FileSystem fs = workspace.sandbox().getFs();
    if (!fs.getFileDetails(resolved).isDir()) {
      return Done.failed(resolved + " is a file, not a directory. Use read_file to read it.");
    }
    return Done.ok(Listing.of(resolved, fs.listFiles(resolved)));
  }

  static Done delete(Workspace workspace, String path, Duration timeout) {
    String resolved = RemotePath.withoutTrailingSlash(workspace.resolve(path));
    String refusal = DeletionGuard.refusal(workspace.runner(), workspace.home(), resolved, timeout);
    if (refusal != null) {
      return Done.failed(refusal);
    }
    FileSystem fs = workspace.sandbox().getFs();
    try {
      fs.deleteFile(resolved, false);
    } catch (DaytonaBadRequestException maybeDirectory) {
      if (!fs.getFileDetails(resolved).isDir()) {
        throw maybeDirectory;
      }
      fs.deleteFile(resolved, true);
    }
    return Done.ok("Deleted: " + resolved);
  }
}
