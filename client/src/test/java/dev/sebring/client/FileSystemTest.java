package dev.sebring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sebring.client.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FileSystemTest {
  private final AtomicReference<TestServer> self = new AtomicReference<>();

  @Test
  void anUploadIsAFormWithThePathAndExactlyTheBytes() throws Exception {
    try (TestServer server = answering(Answer.ok("{\"files\":[]}"))) {
      server
          .client()
          .get("1")
          .getFs()
          .uploadFile("no newline at end 'EOF'".getBytes(StandardCharsets.UTF_8), "/tmp/ä b.txt");

      String type = server.last().headers().getFirst("Content-Type");
      String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
      assertThat(server.last().line()).isEqualTo("POST /toolbox/1/files/bulk-upload");
      assertThat(server.last().text())
          .isEqualTo(
              "--"
                  + boundary
                  + "\r\n"
                  + "Content-Disposition: form-data; name=\"files[0].path\"\r\n\r\n"
                  + "/tmp/ä b.txt\r\n"
                  + "--"
                  + boundary
                  + "\r\n"
                  + "Content-Disposition: form-data; name=\"files[0].file\"; filename=\"file\"\r\n"
                  + "Content-Type: application/octet-stream\r\n\r\n"
                  + "no newline at end 'EOF'\r\n"
                  + "--"
                  + boundary
                  + "--\r\n");
    }
  }

  @Test
  void aStreamIsSentWhileItIsRead() throws Exception {
    CountDownLatch firstArrived = new CountDownLatch(1);
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    ExecutorService threads = Executors.newCachedThreadPool();
    http.setExecutor(threads);
    try (TestServer control = answering(Answer.ok("{}"))) {
      http.createContext(
          "/",
          exchange -> {
            InputStream in = exchange.getRequestBody();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              received.write(buffer, 0, count);
              if (received.size() > 100_000) {
                firstArrived.countDown();
              }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      http.start();
      Sandbox sandbox =
          sandboxAt("http://127.0.0.1:" + http.getAddress().getPort() + "/toolbox", control);
      StalledHalfway content = new StalledHalfway(400_000, firstArrived);

      sandbox.getFs().uploadFileStream(content, "/tmp/big", Duration.ofSeconds(15));

      assertThat(content.stalledInTime).isTrue();
      assertThat(received.size()).isGreaterThan(400_000);
    } finally {
      http.stop(0);
      threads.shutdownNow();
    }
  }

  @Test
  void aDownloadThatBreaksLeavesNoFile(@TempDir Path directory) throws Exception {
    String part = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this";
    try (TestServer control = answering(Answer.ok("{}"));
        RawServer broken = new RawServer(part, true)) {
      Sandbox sandbox = sandboxAt(broken.address().current().apiUrl() + "/toolbox", control);

      assertThatThrownBy(() -> sandbox.getFs().downloadFile("/a", directory.resolve("a")))
          .isInstanceOf(DaytonaConnectionException.class);
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void aDownloadReplacesTheLocalFile(@TempDir Path directory) throws Exception {
    Path local = Files.writeString(directory.resolve("a"), "old and longer");
    try (TestServer server = answering(Answer.ok("new"))) {
      server.client().get("1").getFs().downloadFile("/tmp/a b", local);

      assertThat(local).hasContent("new");
      assertThat(server.last().line())
          .isEqualTo("GET /toolbox/1/files/download?path=%2Ftmp%2Fa%20b");
    }
  }

  @Test
  void aFileThatIsNotThereIsAnExceptionOfItsOwn() throws Exception {
    try (TestServer server =
        answering(
            Answer.of(
                404,
                "{\"message\":\"not found:"
                    + " /a\",\"code\":\"FILE_NOT_FOUND\",\"source\":\"DAYTONA_DAEMON\"}"))) {
      FileSystem fs = server.client().get("1").getFs();

      assertThatThrownBy(() -> fs.getFileDetails("/a"))
          .isInstanceOf(DaytonaFileNotFoundException.class)
          .hasMessageStartingWith("Tried to look at /a in sandbox 1");
    }
  }

  @Test
  void filesAreSearchedReplacedMovedAndGivenAway() throws Exception {
    AtomicReference<String> body = new AtomicReference<>();
    try (TestServer server =
        new TestServer(request ->
            request.uri().startsWith("/api")
                ? Answer.ok(self.get().sandbox("started"))
                : Answer.ok(body.get()))) {
      self.set(server);
      FileSystem fs = server.client().get("1").getFs();

      body.set("[{\"file\":\"a\",\"line\":2,\"content\":\"x y\"}]");
      assertThat(fs.findFiles("d", "x y").get(0).line()).isEqualTo(2);
      assertThat(server.last().line()).isEqualTo("GET /toolbox/1/files/find?path=d&pattern=x%20y");
      body.set("{\"files\":[\"d/a.py\"]}");
      assertThat(fs.searchFiles("d", "*.py").files()).containsExactly("d/a.py");
      body.set("[{\"file\":\"a\",\"success\":false,\"error\":\"no\"}]");
      assertThat(fs.replaceInFiles(List.of("a"), "old", "new").get(0).error()).isEqualTo("no");
      assertThat(server.last().text())
          .isEqualTo("{\"files\":[\"a\"],\"pattern\":\"old\",\"newValue\":\"new\"}");
      body.set("[]");
      fs.listFiles("d", 3);
      assertThat(server.last().line()).isEqualTo("GET /toolbox/1/files?path=d&depth=3");
      body.set("");
      fs.moveFiles("a", "b");
      assertThat(server.last().line())
          .isEqualTo("POST /toolbox/1/files/move?source=a&destination=b");
      fs.setFilePermissions("a", "644", null, "daytona");
      assertThat(server.last().line())
          .isEqualTo("POST /toolbox/1/files/permissions?path=a&mode=644&group=daytona");
    }
  }

  @Test
  void aDirectoryIsDeletedOnlyWhenThatIsAskedFor() throws Exception {
    try (TestServer server = answering(Answer.of(204, ""))) {
      FileSystem fs = server.client().get("1").getFs();

      fs.deleteFile("/a");
      assertThat(server.last().line()).isEqualTo("DELETE /toolbox/1/files?path=%2Fa");
      fs.deleteFile("/a", true);
      assertThat(server.last().line())
          .isEqualTo("DELETE /toolbox/1/files?path=%2Fa&recursive=true");
    }
  }

  private TestServer answering(Answer toolbox) throws IOException {
    TestServer server =
        new TestServer(request ->
            request.uri().startsWith("/api") ? Answer.ok(self.get().sandbox("started")) : toolbox);
    self.set(server);
    return server;
  }

  private static Sandbox sandboxAt(String toolboxUrl, TestServer control) {
    Daytona daytona = control.client();
    return new Sandbox(
        daytona, daytona.get("1").getData().toBuilder().toolboxProxyUrl(toolboxUrl).build());
  }

  /** Gives half of its bytes, and the rest only once a server has seen the first. */
  private static final class StalledHalfway extends InputStream {
    private final int size;
    private final CountDownLatch goOn;
    private int given;
    volatile boolean stalledInTime;

    StalledHalfway(int size, CountDownLatch goOn) {
      this.size = size;
      this.goOn = goOn;
    }

    @Override
    public int read() throws IOException {
      if (given == size / 2) {
        try {
          stalledInTime = goOn.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      return given++ < size ? 'x' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = 0;
      while (count < length && (count == 0 || given != size / 2)) {
        int next = read();
        if (next < 0) {
          return count == 0 ? -1 : count;
        }
        buffer[offset + count++] = (byte) next;
      }
      return count;
    }
  }
}
