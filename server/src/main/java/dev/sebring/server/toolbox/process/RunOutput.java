package dev.sebring.server.toolbox.process;

import dev.sebring.api.Chart;
import dev.sebring.sandbox.guest.Descriptor;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.server.toolbox.output.OutputPart;
import dev.sebring.server.toolbox.output.PiecesInput;
import dev.sebring.server.toolbox.program.PythonSnippet;
import dev.sebring.server.toolbox.program.ShellCommand;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a program has written while it ran. Output is kept here while it is short; after that only
 * counted, since the guest's log has it. Not thread-safe.
 */
final class RunOutput {
  /** More than this is read from the log again for the answer: 1 MiB. */
  static final int MAX_KEPT_BYTES = 1 << 20;

  private static final int MAX_KEPT_PIECES = 10_000;
  private static final int JOINED_BYTES = 32 * 1024;
  private static final int MAX_REPORT_BYTES = 1 << 20;
  private static final int KEPT_REPORT_BYTES = 1 << 16;

  private final List<ProcessOutput> kept = new ArrayList<>();
  private final ByteArrayOutputStream joined = new ByteArrayOutputStream();
  private @Nullable Descriptor writer;
  private ByteArrayOutputStream reports = new ByteArrayOutputStream();
  private final ShownCharts charts = new ShownCharts();
  private boolean reportsMissing;
  private long size;

  void add(ProcessOutput piece) {
    if (PythonSnippet.isChart(piece.descriptor())) {
      charts.add(piece);
      return;
    }
    if (ShellCommand.isReport(piece.descriptor())) {
      addReport(piece);
      return;
    }
    size +=
        switch (piece) {
          case ProcessOutput.Bytes data -> data.bytes().length;
          case ProcessOutput.Gap gap -> gap.missing();
        };
    if (isKept()) {
      keep(piece);
    }
  }

  /** Short pieces of one stream become one: a program may write byte by byte. */
  private void keep(ProcessOutput piece) {
    if (!piece.descriptor().equals(writer) || joined.size() >= JOINED_BYTES) {
      endJoined();
    }
    switch (piece) {
      case ProcessOutput.Bytes data -> joined.writeBytes(data.bytes());
      case ProcessOutput.Gap gap -> {
        endJoined();
        kept.add(gap);
      }
    }
    writer = piece.descriptor();
  }

  private void endJoined() {
    if (writer != null && joined.size() > 0) {
      kept.add(new ProcessOutput.Bytes(writer, joined.toByteArray()));
      joined.reset();
    }
  }

  private void addReport(ProcessOutput piece) {
    switch (piece) {
      case ProcessOutput.Gap gap -> missReports();
      case ProcessOutput.Bytes data -> {
        reports.writeBytes(data.bytes());
        if (reports.size() > MAX_REPORT_BYTES) {
          byte[] all = reports.toByteArray();
          reports = new ByteArrayOutputStream();
          reports.writeBytes(Arrays.copyOfRange(all, all.length - KEPT_REPORT_BYTES, all.length));
        }
      }
    }
  }

  /** Some reports did not come: the last one is not known. */
  void missReports() {
    reportsMissing = true;
  }

  /** Whether what is kept here is all that was written. */
  boolean isKept() {
    return size <= MAX_KEPT_BYTES && kept.size() <= MAX_KEPT_PIECES;
  }

  /** The beginning of what was written, or all of it, {@link #isKept}. */
  InputStream readKept(OutputPart part) {
    endJoined();
    Iterator<ProcessOutput> pieces = List.copyOf(kept).iterator();
    return new PiecesInput(
        () -> pieces.hasNext() ? Optional.of(pieces.next()) : Optional.empty(), part, () -> {});
  }

  /** The charts that a program handed over. */
  List<Chart> charts() {
    return charts.read();
  }

  /** The directory that a shell told last. */
  Optional<String> lastDirectory() {
    return reportsMissing ? Optional.empty() : ShellCommand.lastDirectory(reports.toByteArray());
  }
}
