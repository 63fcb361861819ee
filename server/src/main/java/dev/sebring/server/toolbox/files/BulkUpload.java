package dev.sebring.server.toolbox.files;

import dev.sebring.api.BulkUploadResult;
import dev.sebring.api.BulkUploadedFile;
import dev.sebring.sandbox.guest.GuestException;
import dev.sebring.server.gateway.ToolboxContext;
import dev.sebring.server.http.ApiException;
import dev.sebring.server.toolbox.multipart.FormListener;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of a form with the fields {@code files[0].path}, {@code files[0].file}, {@code
 * files[1].path} and so on (contract 4.2). Fields belong together by their number, in any order in
 * which each path comes before its file: some clients send all paths first. A file that cannot be
 * written is an error in the result and does not keep the others from being written. Not
 * thread-safe.
 */
final class BulkUpload implements FormListener, AutoCloseable {
  private static final Pattern FIELD = Pattern.compile("files\\[(\\d{1,9})]\\.(path|file)");
  private static final int MAX_PATH_BYTES = 16 * 1024;

  private final ToolboxContext sandbox;
  private final Map<Integer, String> paths = new HashMap<>();
  private final List<BulkUploadedFile> written = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private int number;
  private @Nullable ByteArrayOutputStream path;
  private @Nullable OpenFile file;

  BulkUpload(ToolboxContext sandbox) {
    this.sandbox = sandbox;
  }

  BulkUploadResult result() {
    return new BulkUploadResult(errors.isEmpty() ? null : errors, written);
  }

  @Override
  public void begin(String name) {
    Matcher field = FIELD.matcher(name);
    if (!field.matches()) {
      errors.add(name + ": not a field of this form, which has files[N].path and files[N].file");
      return;
    }
    number = Integer.parseInt(field.group(1));
    if (field.group(2).equals("path")) {
      path = new ByteArrayOutputStream();
      return;
    }
    String target = paths.get(number);
    if (target == null) {
      errors.add(name + ": its path must come before it, in files[" + number + "].path");
    } else {
      attempt(target, () -> file = new OpenFile(target));
    }
  }

  @Override
  public void content(ByteBuffer part) {
    if (path != null) {
      if (path.size() + part.remaining() > MAX_PATH_BYTES) {
        throw ApiException.badRequest(
            "files[" + number + "].path is longer than " + MAX_PATH_BYTES + " bytes");
      }
      path.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    } else if (file != null) {
      OpenFile open = file;
      attempt(open.target, () -> open.write(part));
    }
  }

  @Override
  public void end() {
    if (path != null) {
      paths.put(number, path.toString(StandardCharsets.UTF_8));
      path = null;
    } else if (file != null) {
      OpenFile open = file;
      attempt(open.target, () -> written.add(open.finish()));
      close();
    }
  }

  private void attempt(String target, Runnable step) {
    try {
      step.run();
    } catch (GuestException e) {
      errors.add(target + ": " + FileFailures.of(e, sandbox.resources()).text());
      close();
    } catch (ApiException e) {
      errors.add(target + ": " + e.text());
      close();
    }
  }

  /** Lets go of a file that is not whole. */
  @Override
  public void close() {
    if (file != null) {
      file.out.close();
      file = null;
    }
  }

  private final class OpenFile {
    final String target;
    final FileReplacement out;
    private long length;

    OpenFile(String target) {
      this.target = target;
      out =
          FileReplacement.open(
              sandbox.guest().files(sandbox.user()),
              FilePaths.resolve(target, sandbox),
              sandbox.resources());
    }

    void write(ByteBuffer part) {
      out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
      length += part.remaining();
    }

    BulkUploadedFile finish() {
      out.finish();
      return new BulkUploadedFile(target, length);
    }
  }
}
