package org.brood.analyzer.dns;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import org.brood.bytes.ByteCursor;

/// Messages as hex, blanks allowed.
final class Messages {
  /// One question: example.net, 12 bytes from the start, of type A.
  static final String QUESTION = "07 6578616d706c65 03 6e6574 00 0001 0001";

  /// The pointer to the question's name.
  static final String NAME = "c00c";

  private Messages() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static ByteCursor cursor(byte[] bytes) {
    MemorySegment segment = Arena.ofAuto().allocate(Math.max(bytes.length, 1));
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return new ByteCursor(segment, 0, bytes.length);
  }

  /// A reply with the question and one answer that has these data.
  static ByteCursor reply(int type, String data) {
    int length = bytes(data).length;
    return cursor(
        bytes(
            "1234 8180 0001 0001 0000 0000"
                + QUESTION
                + NAME
                + "%04x 0001 0000003c %04x".formatted(type, length)
                + data));
  }
}
