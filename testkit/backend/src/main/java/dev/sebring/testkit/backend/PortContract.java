package dev.sebring.testkit.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sebring.sandbox.ByteStream;
import dev.sebring.sandbox.guest.Guest;
import dev.sebring.sandbox.guest.GuestProcess;
import dev.sebring.sandbox.guest.ProcessOutput;
import dev.sebring.sandbox.guest.SpawnRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What listens in a sandbox is reached from the host, without a network. */
interface PortContract {
  Sandboxes sandboxes();

  @Test
  default void aPortOfTheSandboxIsReached() throws IOException {
    Guest guest = sandboxes().startAndConnect();
    String server =
        """
        import socket
        s = socket.create_server(("127.0.0.1", 0))
        print(s.getsockname()[1], flush=True)
        c = s.accept()[0]
        data = b""
        while part := c.recv(1000): data += part
        c.sendall(data.upper())
        """;
    try (GuestProcess process =
        guest.spawn(SpawnRequest.builder("python3", "-c", server).build())) {
      ProcessOutput.Bytes told = (ProcessOutput.Bytes) process.next(Sandboxes.LONG).orElseThrow();
      int port = Integer.parseInt(new String(told.bytes(), UTF_8).strip());
      assertThat(guest.ports()).contains(port);
      try (ByteStream stream = guest.connect(port)) {
        stream.output().write("hello".getBytes(UTF_8));
        stream.output().close();
        assertThat(stream.input().readAllBytes()).asString().isEqualTo("HELLO");
      }
    }
  }
}
