package dev.sebring.server.http;

/**
 * What an endpoint does with a WebSocket. Called on a virtual thread of its own, which is
 * interrupted when the client leaves.
 */
@FunctionalInterface
public interface Conversation {
  /**
   * Talks until it is over. Returning closes the connection with 1000 unless it is closed already.
   *
   * @throws Exception what is thrown after the client has left is expected; else it is logged, and
   *     the connection closed with 1011
   */
  void hold(WebSocketPeer peer) throws Exception;
}
