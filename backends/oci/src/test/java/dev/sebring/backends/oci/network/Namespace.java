package dev.sebring.backends.oci.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sebring.backends.oci.host.HostCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A network namespace of a test's own, in which Python runs. */
final class Namespace implements AutoCloseable {
  private static final String CONNECT =
      """
      import socket
      try:
          socket.create_connection(("%s", %d), timeout=1).close(); print("connected")
      except OSError as e:
          print(type(e).__name__)
      """;

  private static final String CONVERSATION =
      """
      import socket, sys
      s = socket.create_connection(("%s", %d), timeout=5)
      print("connected", flush=True)
      for line in sys.stdin:
          try:
              s.sendall(line.encode())
              print(s.recv(100).decode().strip() or "end", flush=True)
          except OSError as e:
              print(type(e).__name__, flush=True)
      """;

  /**
   * What {@link #connect} answers when a rule refuses. That is told to the program at once, but
   * only so often: the kernel limits how many such answers it sends, and then there is none.
   */
  static final String REFUSED = "OSError";

  private static final String NO_ANSWER = "TimeoutError";

  static final String CONNECTED = "connected";

  private final String name;

  Namespace(String name) {
    this.name = name;
    HostCommand.of("make a namespace", "ip", "netns", "add", name).run();
  }

  Path path() {
    return Path.of("/run/netns", name);
  }

  /** Makes its link to the sandboxes' network, as the launcher does for a sandbox. */
  void join(Link link) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of("launcher/build/launcher").toAbsolutePath().toString(),
                "join",
                path().toString()));
    words.addAll(link.options());
    new HostCommand("join the sandboxes' network", words, "").run();
  }

  /** What a Python program prints, without white space at its end. */
  String python(String program) {
    return run("python3", "-c", program).strip();
  }

  String run(String... command) {
    return feed("", command);
  }

  /** Runs a program with this on its standard input. */
  String feed(String input, String... command) {
    return new HostCommand("run " + command[0] + " in a namespace", inside(command), input).run();
  }

  private List<String> inside(String... command) {
    List<String> argv = new ArrayList<>(List.of("ip", "netns", "exec", name));
    argv.addAll(List.of(command));
    return argv;
  }

  /** Runs {@code ip -batch}. */
  void ip(String commands) {
    feed(commands, "ip", "-batch", "-");
  }

  /** {@link #CONNECTED}, {@link #REFUSED}, or the name of Python's exception. */
  String connect(String address, int port) {
    String answer = python(CONNECT.formatted(address, port));
    return answer.equals(NO_ANSWER) ? REFUSED : answer;
  }

  /** A connection that stays open, to something that sends back what it is sent. */
  Conversation converse(String address, int port) {
    Conversation conversation =
        new Conversation(start("python3", "-c", CONVERSATION.formatted(address, port)));
    conversation.expect(CONNECTED);
    return conversation;
  }

  /** Starts a Python program that prints "ready" once it serves. */
  Conversation serve(String program) {
    return serve("python3", "-c", program);
  }

  /** Starts a program that prints "ready" once it serves. */
  Conversation serve(String... command) {
    Conversation conversation = new Conversation(start(command));
    conversation.expect("ready");
    return conversation;
  }

  private Process start(String... command) {
    try {
      return new ProcessBuilder(inside(command))
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    HostCommand.of("remove a namespace", "ip", "netns", "delete", name).outcome();
  }

  static final class Conversation implements AutoCloseable {
    private final Process process;
    private final BufferedReader replies;

    Conversation(Process process) {
      this.process = process;
      this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** What comes back for a line: the same, or the name of Python's exception. */
    String say(String line) {
      try {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
        return String.valueOf(replies.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void expect(String line) {
      try {
        String reply = replies.readLine();
        if (!line.equals(reply)) {
          throw new AssertionError("expected \"" + line + "\" and got \"" + reply + "\"");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Closes its input and waits until it has ended by itself. */
    void end() {
      try {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
          throw new AssertionError("it does not end");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        process.destroyForcibly();
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
