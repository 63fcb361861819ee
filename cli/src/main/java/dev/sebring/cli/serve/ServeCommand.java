package dev.sebring.cli.serve;

import dev.sebring.cli.console.CommandException;
import dev.sebring.cli.console.ExitCode;
import dev.sebring.embedded.HostServer;
import dev.sebring.embedded.SebringHome;
import dev.sebring.server.SebringServer;
import dev.sebring.server.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sebring serve}. */
@Command(
    name = "serve",
    description = {
      "Serves sandboxes to this machine, or to others, until it is ended. Sandboxes outlive it.",
      "The state is in SEBRING_HOME, or /var/lib/sebring. The first start makes an API key, prints"
          + " it, and keeps it there in the file api-key; SEBRING_API_KEY gives another."
    },
    footer = {
      "",
      "Examples:",
      "  sebring serve",
      "  sebring serve --host 0.0.0.0 --public-url https://sandboxes.example.org"
    })
public final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on; by default ${DEFAULT-VALUE}, which only this machine reaches.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "" + ServerConfig.DEFAULT_PORT,
      description = "The port to listen on; by default ${DEFAULT-VALUE}, 0 for any that is free.")
  private int port = ServerConfig.DEFAULT_PORT;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where clients reach it, if it is behind a proxy.")
  private @Nullable String publicUrl;

  @Option(
      names = "--runtime",
      paramLabel = "NAME",
      description =
          "The OCI runtime of new sandboxes: runc, or runsc (gVisor, a kernel of its own for each);"
              + " by default SEBRING_RUNTIME, or runc. The label sebring/runtime of a sandbox"
              + " chooses another for it.")
  private @Nullable String runtime;

  /** Made by picocli. */
  public ServeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = SebringHome.current();
    boolean first = !Files.exists(home.resolve("api-key"));
    String given = System.getenv("SEBRING_API_KEY");
    try (SebringServer server = HostServer.start(config(home, given))) {
      announce(server, home, given == null && first);
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close-server"));
      ended.await();
    }
    return ExitCode.OK;
  }

  private ServerConfig config(Path home, @Nullable String apiKey) throws IOException {
    try {
      return (runtime == null ? HostServer.config(home) : HostServer.config(home, runtime))
          .withAddress(new InetSocketAddress(InetAddress.getByName(host), port))
          .withApiKey(apiKey)
          .withPublicUrl(publicUrl);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private void announce(SebringServer server, Path home, boolean newKey) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Sebring serves at " + server.url() + ", its state is in " + home + ".");
    if (!InetAddress.getByName(host).isLoopbackAddress() && publicUrl == null) {
      out.println(
          "It is reached from elsewhere without TLS: put a proxy with a certificate before it.");
    }
    out.println();
    out.println("  export DAYTONA_API_URL=" + server.apiUrl());
    out.println(
        "  export DAYTONA_API_KEY="
            + (newKey ? server.apiKey() : "$(cat " + home.resolve("api-key") + ")"));
    out.println();
    out.println("Ctrl-C ends it; sandboxes run on until their auto-stop time.");
    out.flush();
  }
}
