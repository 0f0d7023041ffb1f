package org.brood.input;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.brood.script.value.Str;

/// Bytes that are cut into pieces wherever a separator stands.
final class Pieces {
  /// The longest piece; a longer one is cut.
  private static final int MAX_PIECE = 1 << 26;

  private final byte[] separator;
  private byte[] piece = new byte[256];
  private int length;

  /// How much of a separator the last bytes are.
  private int matched;

  Pieces(byte[] separator) {
    this.separator = separator;
  }

  /// Adds a byte.
  ///
  /// @return whether the piece is at its end
  boolean add(byte b) {
    reserve(1);
    piece[length++] = b;
    matched = b == separator[matched] ? matched + 1 : b == separator[0] ? 1 : 0;
    return matched == separator.length || length >= MAX_PIECE;
  }

  /// Takes bytes off a block with an array: as far as its end, or the piece's.
  ///
  /// @return whether the piece is at its end
  boolean add(ByteBuffer block) {
    if (separator.length > 1) {
      return add(block.get());
    }
    byte[] bytes = block.array();
    int from = block.arrayOffset() + block.position();
    int end = from + Math.min(block.remaining(), MAX_PIECE - length);
    int at = from;
    while (at < end && bytes[at] != separator[0]) {
      at++;
    }
    matched = at < end ? 1 : 0;
    int count = at - from + matched;
    reserve(count);
    System.arraycopy(bytes, from, piece, length, count);
    length += count;
    block.position(block.position() + count);
    return matched > 0 || length >= MAX_PIECE;
  }

  private void reserve(int count) {
    if (length + count > piece.length) {
      piece = Arrays.copyOf(piece, Math.max(length + count, 2 * piece.length));
    }
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// The piece without its separator, whole or not; the next one begins.
  Str take() {
    int without = matched == separator.length ? matched : 0;
    Str taken = Str.copyOf(piece, 0, length - without);
    clear();
    return taken;
  }

  void clear() {
    length = 0;
    matched = 0;
  }
}
