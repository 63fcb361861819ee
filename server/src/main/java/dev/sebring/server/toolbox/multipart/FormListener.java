package dev.sebring.server.toolbox.multipart;

import java.nio.ByteBuffer;

/** What happens to the parts of a form, in the order in which they arrive. */
public interface FormListener {
  /**
   * A part begins.
   *
   * @param name of the field
   */
  void begin(String name);

  /** Some of the part's bytes, in an array, valid during the call only. */
  void content(ByteBuffer bytes);

  /** The part was whole. */
  void end();
}
