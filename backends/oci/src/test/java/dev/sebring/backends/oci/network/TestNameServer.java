package dev.sebring.backends.oci.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The host's resolver: a real name server on loopback that knows what a test tells it. */
final class TestNameServer implements AutoCloseable {
  private final DatagramSocket socket;
  private final List<Record> records = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  TestNameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::serve);
  }

  /** A host's configuration that names this server. */
  Upstreams upstreams(Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
    return new Upstreams(file, socket.getLocalPort());
  }

  /** Adds records, each as in a zone file: {@code a.test. 60 IN A 192.0.2.1}. */
  void knows(String... lines) {
    for (String line : lines) {
      records.add(Zone.record(line));
    }
  }

  void forget() {
    records.clear();
    asked.clear();
  }

  /** The names it was asked for. */
  List<String> asked() {
    return asked;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private byte[] answer(byte[] bytes) throws IOException {
    Message message = new Message(bytes);
    Record question = message.getQuestion();
    asked.add(question.getName().toString());
    message.getHeader().setFlag(Flags.QR);
    for (Record record : Zone.answer(records, question.getName(), Type.A)) {
      message.addRecord(record, Section.ANSWER);
    }
    return message.toWire();
  }

  @Override
  public void close() {
    socket.close();
  }
}
