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

/**
 * The name servers that the host itself asks, read anew from {@code /etc/resolv.conf} for every
 * query, so that a change there counts at once. Each is given three seconds, in order. Immutable
 * and thread-safe.
 */
record Upstreams(Path configuration, int port) {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final int LARGEST_MESSAGE = 65_535;

  static Upstreams ofHost() {
    return new Upstreams(Path.of("/etc/resolv.conf"), DnsForwarder.PORT);
  }

  byte[] askOverUdp(byte[] query) throws IOException {
    return first(address -> {
      try (DatagramSocket socket = new DatagramSocket()) {
        // Connected: answers from any other address never arrive.
        socket.connect(new InetSocketAddress(address, port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.send(new DatagramPacket(query, query.length));
        DatagramPacket answer = new DatagramPacket(new byte[LARGEST_MESSAGE], LARGEST_MESSAGE);
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (System.nanoTime() < deadline) {
          socket.receive(answer);
          byte[] message = Arrays.copyOf(answer.getData(), answer.getLength());
          if (answers(query, message)) {
            return message;
          }
        }
        throw new SocketTimeoutException("only answers to other queries came");
      }
    });
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
