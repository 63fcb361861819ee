package dev.sebring.backends.oci.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The name servers that the host itself asks, read anew from {@code /etc/resolv.conf} for every
 * query, so that a change there counts at once. Each is given three seconds, in order. Immutable
 * and thread-safe.
 */
record Upstreams(Path configuration, int port) {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final List<Integer> RESEND_AFTER_MILLIS = List.of(300, 700, 2_000);
  private static final int LARGEST_MESSAGE = 65_535;

  static Upstreams ofHost() {
    return new Upstreams(Path.of("/etc/resolv.conf"), DnsForwarder.PORT);
  }

  /** A datagram may be lost, or dropped by a server that is asked too much: it is sent again. */
  byte[] askOverUdp(byte[] query) throws IOException {
    return first(address -> {
      try (DatagramSocket socket = new DatagramSocket()) {
        // Connected: answers from any other address never arrive.
        socket.connect(new InetSocketAddress(address, port));
        for (int patience : RESEND_AFTER_MILLIS) {
          socket.send(new DatagramPacket(query, query.length));
          Optional<byte[]> answer = answer(query, socket, patience);
          if (answer.isPresent()) {
            return answer.get();
          }
        }
        throw new SocketTimeoutException(
            "no answer to " + RESEND_AFTER_MILLIS.size() + " datagrams");
      }
    });
  }

  private static Optional<byte[]> answer(byte[] query, DatagramSocket socket, int patience)
      throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST_MESSAGE], LARGEST_MESSAGE);
    long deadline = System.nanoTime() + patience * 1_000_000L;
    for (long left = patience; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
      socket.setSoTimeout((int) left);
      try {
        socket.receive(packet);
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
      if (answers(query, message)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /**
   * Over TCP, and over UDP where the host's name servers do not speak TCP, as behind some proxies.
   */
  byte[] askOverTcp(byte[] query) throws IOException {
    try {
      return first(address -> askOverTcp(query, address));
    } catch (IOException e) {
      try {
        return askOverUdp(query);
      } catch (IOException overUdp) {
        e.addSuppressed(overUdp);
        throw e;
      }
    }
  }

  private byte[] askOverTcp(byte[] query, InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] message = new byte[query.length + 2];
      message[0] = (byte) (query.length >>> 8);
      message[1] = (byte) query.length;
      System.arraycopy(query, 0, message, 2, query.length);
      socket.getOutputStream().write(message);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      if (!answers(query, answer)) {
        throw new IOException("something else than an answer came");
      }
      return answer;
    }
  }

  /** The same id, and marked as a response. */
  private static boolean answers(byte[] query, byte[] message) {
    return message.length >= 12
        && message[0] == query[0]
        && message[1] == query[1]
        && (message[2] & 0x80) != 0;
  }

  private byte[] first(Question question) throws IOException {
    IOException failure = new IOException("no name server in " + configuration);
    for (String address : servers()) {
      try {
        return question.ask(InetAddress.ofLiteral(address));
      } catch (IOException | IllegalArgumentException e) {
        IOException next = new IOException("the name server " + address + " did not answer", e);
        next.addSuppressed(failure);
        failure = next;
      }
    }
    throw failure;
  }

  List<String> servers() throws IOException {
    return Files.readAllLines(configuration).stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals("nameserver"))
        .map(words -> words[1])
        .toList();
  }

  private interface Question {
    byte[] ask(InetAddress server) throws IOException;
  }
}
