package dev.sebring.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file or directory, as {@code GET /files} lists it and {@code GET /files/info} describes it
 * (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"name":"a.txt","isDir":false,"size":12,"mode":"-rw-r--r--","permissions":"0644","modTime":"2026-01-02T03:04:05.678Z",
 *  "modifiedAt":"2026-01-02T03:04:05.678Z","owner":"1000","group":"1000"}
 * }</pre>
 *
 * @param name the last part of the path
 * @param isDir whether it is a directory
 * @param size in bytes
 * @param mode as {@code ls -l} shows it
 * @param permissions octal, four digits
 * @param modTime when it was last written; text, since servers differ in its form
 * @param modifiedAt the same as an instant; absent from old servers
 * @param owner a name, or a number as text
 * @param group a name, or a number as text
 * @param path absolute; only in listings deeper than one level
 */
public record FileInfo(
    String name,
    boolean isDir,
    long size,
    String mode,
    String permissions,
    String modTime,
    @Nullable Instant modifiedAt,
    String owner,
    String group,
    @Nullable String path) {

  public FileInfo {
    Required.key(name, "name");
    Required.key(mode, "mode");
    Required.key(permissions, "permissions");
    Required.key(modTime, "modTime");
    Required.key(owner, "owner");
    Required.key(group, "group");
  }
}
