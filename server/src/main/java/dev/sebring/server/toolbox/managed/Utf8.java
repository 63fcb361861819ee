package dev.sebring.server.toolbox.managed;

/** Where bytes can be cut without cutting a character of UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** The length without the beginning of a character at the end, if there is one. */
  static int wholeLength(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int lead = bytes[bytes.length - back] & 0xff;
      if (lead >= 0xc0) {
        int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        return needed > back ? bytes.length - back : bytes.length;
      }
      if (lead < 0x80) {
        break;
      }
    }
    return bytes.length;
  }
}
