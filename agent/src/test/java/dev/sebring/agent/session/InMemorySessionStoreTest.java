package dev.sebring.agent.session;

class InMemorySessionStoreTest extends SessionStoreContract {
  @Override
  SessionStore store() {
    return SessionStore.inMemory();
  }
}
