package org.brood.input;

import java.io.ByteArrayOutputStream;
import org.brood.script.value.Str;

/// Bytes that are cut into pieces wherever a separator stands.
final class Pieces {
  /// The longest piece; a longer one is cut.
  private static final int MAX_PIECE = 1 << 26;

  private final byte[] separator;
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();

  /// How much of a separator the last bytes are.
  private int matched;

  Pieces(byte[] separator) {
    this.separator = separator;
  }

  /// Adds a byte.
  ///
  /// @return whether the piece is at its end
  boolean add(byte b) {
    piece.write(b);
    matched = b == separator[matched] ? matched + 1 : b == separator[0] ? 1 : 0;
    return matched == separator.length || piece.size() >= MAX_PIECE;
  }

  boolean isEmpty() {
    return piece.size() == 0;
  }

  /// The piece without its separator, whole or not; the next one begins.
  Str take() {
    int without = matched == separator.length ? matched : 0;
    Str taken = Str.copyOf(piece.toByteArray(), 0, piece.size() - without);
    clear();
    return taken;
  }

  void clear() {
    piece.reset();
    matched = 0;
  }
}
