package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.BackendException;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name server of the sandboxes: hands each query on to the host's own resolvers, unchanged,
 * over UDP and TCP (RFC 1035, 4.2), and their answer back. So names that only the host's network
 * knows resolve, and an answer can be as large as the asker's transport allows. A sandbox whose
 * policy has lists is answered by {@link ListedNames}; who is no sandbox gets no answer. Holds at
 * most {@value #MOST_AT_ONCE} queries; a query beyond that is dropped, and its asker tries again.
 * Thread-safe.
 */
final class DnsForwarder implements AutoCloseable {
  static final int PORT = 53;

  private static final int MOST_AT_ONCE = 256;
  private static final int LARGEST_MESSAGE = 65_535;
  private static final int HEADER = 12;
  private static final int IDLE_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(DnsForwarder.class);

  private final DatagramSocket datagrams;
  private final ServerSocket connections;
  private final Upstreams upstreams;
  private final Askers askers;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  private DnsForwarder(
      DatagramSocket datagrams, ServerSocket connections, Upstreams upstreams, Askers askers) {
    this.datagrams = datagrams;
    this.connections = connections;
    this.upstreams = upstreams;
    this.askers = askers;
  }

  /** Who may ask. */
  interface Askers {
    Optional<SlotPolicy> at(InetAddress address);
  }

  /**
   * @throws BackendException if the address is not there or the port is taken
   */
  static DnsForwarder start(InetAddress address, Upstreams upstreams, Askers askers) {
    InetSocketAddress local = new InetSocketAddress(address, PORT);
    DatagramSocket datagrams = null;
    try {
      datagrams = new DatagramSocket(local);
      ServerSocket connections = new ServerSocket();
      connections.setReuseAddress(true);
      connections.bind(local);
      DnsForwarder forwarder = new DnsForwarder(datagrams, connections, upstreams, askers);
      Thread.ofVirtual().name("dns-udp").start(forwarder::serveDatagrams);
      Thread.ofVirtual().name("dns-tcp").start(forwarder::serveConnections);
      return forwarder;
    } catch (IOException e) {
      if (datagrams != null) {
        datagrams.close();
      }
      throw new BackendException(
          BackendException.Kind.FAILED,
          "could not start the sandboxes' name server on %s: see what else listens there (ss -lnup)"
              .formatted(local),
          e);
    }
  }

  private void serveDatagrams() {
    while (!datagrams.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST_MESSAGE], LARGEST_MESSAGE);
      try {
        datagrams.receive(packet);
      } catch (IOException e) {
        if (!datagrams.isClosed()) {
          LOG.warn("the sandboxes' name server could not read a query", e);
        }
        continue;
      }
      byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
      if (query.length >= HEADER && places.tryAcquire()) {
        Thread.startVirtualThread(() -> answer(query, packet.getAddress(), packet.getPort()));
      }
    }
  }

  private void answer(byte[] query, InetAddress asker, int port) {
    try {
      byte[] answer = answer(query, asker, upstreams::askOverUdp, true);
      datagrams.send(new DatagramPacket(answer, answer.length, asker, port));
    } catch (IOException e) {
      LOG.debug("no answer for a sandbox's name query", e);
    } catch (RuntimeException e) {
      LOG.warn("no answer for a sandbox's name query", e);
    } finally {
      places.release();
    }
  }

  private byte[] answer(
      byte[] query, InetAddress asker, ListedNames.Upstream upstream, boolean overUdp)
      throws IOException {
    SlotPolicy slot =
        askers.at(asker).orElseThrow(() -> new IOException("no sandbox has the address " + asker));
    NetworkPolicy policy = slot.policy();
    return policy.hasLists()
        ? new ListedNames(policy, slot::admit).answer(query, upstream, overUdp)
        : upstream.ask(query);
  }

  private void serveConnections() {
    while (!connections.isClosed()) {
      try {
        Socket socket = connections.accept();
        if (places.tryAcquire()) {
          Thread.startVirtualThread(() -> serve(socket));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!connections.isClosed()) {
          LOG.warn("the sandboxes' name server could not accept a connection", e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(IDLE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = new byte[in.readUnsignedShort()];
        in.readFully(query);
        if (query.length < HEADER) {
          return;
        }
        byte[] answer = answer(query, socket.getInetAddress(), upstreams::askOverTcp, false);
        byte[] message = new byte[answer.length + 2];
        message[0] = (byte) (answer.length >>> 8);
        message[1] = (byte) answer.length;
        System.arraycopy(answer, 0, message, 2, answer.length);
        out.write(message);
      }
    } catch (IOException e) {
      LOG.debug("a sandbox's connection to the name server ended", e);
    } catch (RuntimeException e) {
      LOG.warn("a sandbox's connection to the name server broke", e);
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      connections.close();
    } catch (IOException e) {
      LOG.warn("could not close the sandboxes' name server", e);
    }
  }
}
