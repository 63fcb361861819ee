package dev.sebring.backends.oci.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/**
 * A directory that is open for {@code ioctl}, by which file systems do what Java has no word for.
 * Not thread-safe.
 */
// "restricted" is what javac calls every call of another language.
@SuppressWarnings("restricted")
final class OpenDirectory implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          KEEP_ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle STRERROR =
      function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private static final int O_CLOEXEC = 0x80000;
  private static final long LONGEST_TEXT = 1024;

  private final Path path;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = arena.allocate(STATE);
  private final int descriptor;

  private static MethodHandle function(
      String name, FunctionDescriptor types, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), types, options);
  }

  OpenDirectory(String purpose, Path path) {
    this.path = path;
    try {
      this.descriptor =
          (int) OPEN.invokeExact(state, arena.allocateFrom(path.toString()), O_CLOEXEC);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    if (descriptor < 0) {
      BackendException failure = failure(purpose);
      arena.close();
      throw failure;
    }
  }

  /** Zeroed memory for an argument of {@link #ioctl}, as long as the directory is open. */
  MemorySegment argument(long bytes) {
    return arena.allocate(bytes, Long.BYTES);
  }

  /**
   * Asks the file system.
   *
   * @param purpose what it is for, as the start of an error message goes on after "could not"
   * @param request the kernel's number of it, which contains the argument's size
   */
  void ioctl(String purpose, long request, MemorySegment argument) {
    int result;
    try {
      result = (int) IOCTL.invokeExact(state, descriptor, request, argument);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    if (result != 0) {
      throw failure(purpose);
    }
  }

  private BackendException failure(String purpose) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact((int) ERRNO.get(state, 0L));
      return new BackendException(
          Kind.FAILED,
          "could not %s in %s: %s"
              .formatted(purpose, path, text.reinterpret(LONGEST_TEXT).getString(0)));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    arena.close();
  }
}
