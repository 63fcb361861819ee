package dev.sebring.server.toolbox.files;

import dev.sebring.api.FileInfo;
import dev.sebring.api.Json;
import dev.sebring.sandbox.guest.FileStat;
import dev.sebring.sandbox.guest.FileType;
import dev.sebring.sandbox.guest.GuestPath;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Describes files as the contract does. Thread-safe. */
final class FileInfos {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;
  private static final int PERMISSIONS = 0777;

  private FileInfos() {}

  /**
   * @param path absolute; in deep listings only
   */
  static FileInfo of(String name, FileStat stat, @Nullable GuestPath path) {
    return new FileInfo(
        name,
        stat.isDirectory(),
        stat.size(),
        mode(stat),
        String.format(Locale.ROOT, "%04o", stat.mode() & PERMISSIONS),
        Json.timestamp(stat.modified()),
        stat.modified(),
        stat.owner(),
        stat.group(),
        path == null ? null : FileNames.text(path));
  }

  /** As Go writes a mode: letters of what is special, or a dash, and nine permissions. */
  static String mode(FileStat stat) {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (stat.type()) {
          case FILE -> "";
          case DIRECTORY -> "d";
          case SYMBOLIC_LINK -> "L";
          case FIFO -> "p";
          case SOCKET -> "S";
          case BLOCK_DEVICE, CHARACTER_DEVICE -> "D";
        });
    append(text, (stat.mode() & SETUID) != 0, 'u');
    append(text, (stat.mode() & SETGID) != 0, 'g');
    append(text, stat.type() == FileType.CHARACTER_DEVICE, 'c');
    append(text, (stat.mode() & STICKY) != 0, 't');
    append(text, text.isEmpty(), '-');
    String letters = "rwxrwxrwx";
    for (int i = 0; i < letters.length(); i++) {
      boolean set = (stat.mode() & (0400 >> i)) != 0;
      text.append(set ? letters.charAt(i) : '-');
    }
    return text.toString();
  }

  private static void append(StringBuilder text, boolean condition, char letter) {
    if (condition) {
      text.append(letter);
    }
  }
}
