package dev.sebring.server.toolbox.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** An SSH server on loopback that runs what Git asks for, for whoever has a key. */
final class GitSshServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final AtomicReference<String> admitted = new AtomicReference<>("");

  GitSshServer(Path hostKey) throws IOException {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> PublicKeyEntry.toString(key).equals(admitted.get()));
    server.setCommandFactory((channel, command) -> new GitCommandOfClient(command));
    server.start();
  }

  /**
   * @param publicKey as OpenSSH writes it, with a comment
   */
  void admit(String publicKey) {
    String[] words = publicKey.strip().split(" ");
    admitted.set(words[0] + " " + words[1]);
  }

  String url(Path repository) {
    return "ssh://git@127.0.0.1:" + server.getPort() + repository;
  }

  /** What a client's {@code known_hosts} has of it. */
  String knownHost() throws Exception {
    return "[127.0.0.1]:"
        + server.getPort()
        + " "
        + PublicKeyEntry.toString(
            server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic())
        + "\n";
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code git-upload-pack '/path'} or {@code git-receive-pack '/path'}, as a process of this host.
   */
  private static final class GitCommandOfClient implements Command {
    private final List<String> words;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream errors = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, closeNow) -> {};

    GitCommandOfClient(String command) {
      words = List.of(command.replace("'", "").split(" "));
    }

    @Override
    public void setInputStream(InputStream given) {
      in = given;
    }

    @Override
    public void setOutputStream(OutputStream given) {
      out = given;
    }

    @Override
    public void setErrorStream(OutputStream given) {
      errors = given;
    }

    @Override
    public void setExitCallback(ExitCallback given) {
      exit = given;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      Process process = new ProcessBuilder(words).start();
      Thread input = Thread.startVirtualThread(() -> copy(in, process.getOutputStream(), true));
      Thread messages =
          Thread.startVirtualThread(() -> copy(process.getErrorStream(), errors, false));
      Thread.startVirtualThread(() -> {
        copy(process.getInputStream(), out, false);
        try {
          messages.join();
          int code = process.waitFor();
          input.interrupt();
          exit.onExit(code);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
      try {
        byte[] buffer = new byte[8192];
        for (int n; (n = from.read(buffer)) >= 0; ) {
          to.write(buffer, 0, n);
          to.flush();
        }
        if (close) {
          to.close();
        }
      } catch (IOException e) {
        // One side has ended.
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
