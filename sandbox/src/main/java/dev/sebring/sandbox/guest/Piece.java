package dev.sebring.sandbox.guest;

/**
 * What a {@link ReceiveQueue} gives out: bytes, or a count of missing ones.
 *
 * @param missing 0 for bytes
 */
record Piece(int stream, byte[] bytes, long missing) {}
