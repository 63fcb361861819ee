package dev.sebring.api;

import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /files/replace} did with one file (Daytona API v0, contract 4.1).
 *
 * <pre>{@code
 * {"file":"a.py","success":true}
 * {"file":"b.py","success":false,"error":"not found: open /home/daytona/b.py: No such file or directory"}
 * }</pre>
 *
 * @param file as it was asked for
 * @param success whether it is now as asked, also if there was nothing to replace
 * @param error why not; absent if it is
 */
public record ReplaceResult(String file, boolean success, @Nullable String error) {
  public ReplaceResult {
    Required.key(file, "file");
  }
}
