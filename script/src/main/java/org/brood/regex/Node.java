package org.brood.regex;

import java.util.BitSet;
import java.util.List;

/// A parsed expression. Symbols are the 256 byte values and the two anchors, which are read like
/// characters before the first byte and behind the last one.
sealed interface Node {
  /// The symbol that stands before the first byte.
  int BOL = 256;

  /// The symbol that stands behind the last byte.
  int EOL = 257;

  /// How many symbols there are.
  int SYMBOLS = 258;

  /// An upper bound of a repetition that is none.
  int UNBOUNDED = -1;

  /// The empty string.
  record Empty() implements Node {}

  /// Any one symbol of a set, which nobody changes any more.
  record Symbols(BitSet set) implements Node {}

  /// One part behind the other.
  record Concat(List<Node> parts) implements Node {}

  /// One of several.
  record Alternate(List<Node> choices) implements Node {}

  /// `body`, `min` to `max` times; `max` may be [#UNBOUNDED].
  record Repeat(Node body, int min, int max) implements Node {}

  /// The number of NFA states that this expression becomes, or `Long.MAX_VALUE / 2` when that is
  /// out of all reason.
  static long size(Node node) {
    long huge = Long.MAX_VALUE / 2;
    return switch (node) {
      case Empty() -> 0;
      case Symbols(_) -> 1;
      case Concat(List<Node> parts) -> {
        long sum = 0;
        for (Node part : parts) {
          sum = Math.min(huge, sum + size(part));
        }
        yield sum;
      }
      case Alternate(List<Node> choices) -> {
        long sum = choices.size();
        for (Node choice : choices) {
          sum = Math.min(huge, sum + size(choice));
        }
        yield sum;
      }
      case Repeat(Node body, int min, int max) -> {
        long once = size(body) + 1;
        long copies = max == UNBOUNDED ? min + 1L : max;
        yield once > huge / Math.max(1, copies) ? huge : once * copies;
      }
    };
  }
}
