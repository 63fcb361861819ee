package dev.sebring.client;

/** Where a kind of request goes: the control plane, or the toolbox of one sandbox. */
interface Address {

  /** The address and key now. */
  Endpoint current();

  /**
   * Called when {@code unreachable} could not be connected to.
   *
   * @return whether {@link #current} may now be another server, so that one more try makes sense
   */
  boolean relocate(Endpoint unreachable);

  /** A server that does not move. */
  static Address fixed(Endpoint endpoint) {
    return new Address() {
      @Override
      public Endpoint current() {
        return endpoint;
      }

      @Override
      public boolean relocate(Endpoint unreachable) {
        return false;
      }
    };
  }

  /** A server that another process may take over. */
  static Address of(ServerConnection connection) {
    return new Address() {
      @Override
      public Endpoint current() {
        return connection.endpoint();
      }

      @Override
      public boolean relocate(Endpoint unreachable) {
        connection.reopen(unreachable);
        return true;
      }
    };
  }
}
