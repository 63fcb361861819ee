package dev.sebring.tools;

import org.jspecify.annotations.Nullable;

/**
 * What a function has to say.
 *
 * @param failed whether the text is the message of an error
 * @param text for the model
 * @param truncated whether the text leaves something out
 * @param run of a program, if one ran
 */
record Done(boolean failed, String text, boolean truncated, @Nullable RunDetails run) {
  static Done ok(String text) {
    return new Done(false, text, false, null);
  }

  static Done ok(ShortText text) {
    return new Done(false, text.text(), text.truncated(), null);
  }

  static Done failed(String message) {
    return new Done(true, message, false, null);
  }
}
