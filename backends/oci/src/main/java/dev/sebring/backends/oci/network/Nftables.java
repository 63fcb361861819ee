package dev.sebring.backends.oci.network;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.BackendException.Kind;
import dev.sebring.sandbox.Step;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The library that the program {@code nft} is made of, in this process. It is loaded once and keeps
 * its socket for good: the kernel takes some 10 ms to close one, most of what the program takes for
 * a script of ours. Contexts are not for several threads, so scripts wait for each other, as they
 * do in the kernel. Thread-safe.
 */
// "restricted" is what javac calls every call of another language.
@SuppressWarnings("restricted")
final class Nftables {
  private static final String LIBRARY = "libnftables.so.1";
  private static final long LONGEST_ERRORS = 1 << 20;
  private static @Nullable Nftables loaded;

  private final MemorySegment context;
  private final MethodHandle run;
  private final MethodHandle errors;

  private Nftables() {
    SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    MethodHandle make = function(library, "nft_ctx_new", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    MethodHandle keepErrors =
        function(library, "nft_ctx_buffer_error", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    this.run =
        function(
            library, "nft_run_cmd_from_buffer", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    this.errors =
        function(library, "nft_ctx_get_error_buffer", FunctionDescriptor.of(ADDRESS, ADDRESS));
    try {
      this.context = (MemorySegment) make.invokeExact(0);
      if (context.equals(MemorySegment.NULL) || (int) keepErrors.invokeExact(context) != 0) {
        throw new OutOfMemoryError(LIBRARY);
      }
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  private static MethodHandle function(
      SymbolLookup library, String name, FunctionDescriptor types) {
    return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), types);
  }

  /**
   * Runs a script, all of it or nothing.
   *
   * @param purpose what it is for, as the start of an error message goes on after "could not"
   * @throws BackendException with the library's words if it refuses, {@code UNSUPPORTED} if this
   *     host lacks the library
   */
  static void apply(String purpose, String script) {
    try (Step _ = Step.begin("nftables")) {
      load(purpose).applied(purpose, script);
    }
  }

  private static synchronized Nftables load(String purpose) {
    Nftables present = loaded;
    if (present == null) {
      try {
        present = new Nftables();
      } catch (IllegalArgumentException | NoSuchElementException e) {
        throw new BackendException(
            Kind.UNSUPPORTED,
            "could not %s: %s cannot be loaded; install nftables, whose library it is"
                .formatted(purpose, LIBRARY),
            e);
      }
      loaded = present;
    }
    return present;
  }

  private synchronized void applied(String purpose, String script) {
    try (Arena arena = Arena.ofConfined()) {
      int result = (int) run.invokeExact(context, arena.allocateFrom(script));
      // Also after success: reading them is what empties the buffer.
      MemorySegment said = (MemorySegment) errors.invokeExact(context);
      if (result != 0) {
        throw new BackendException(
            Kind.FAILED,
            "could not %s: nftables refused: %s"
                .formatted(purpose, said.reinterpret(LONGEST_ERRORS).getString(0).strip()));
      }
    } catch (Throwable e) {
      throw unchecked(e);
    }
  }

  /** The library's functions throw nothing; what else is thrown here is unchecked. */
  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new IllegalStateException(thrown);
  }
}
