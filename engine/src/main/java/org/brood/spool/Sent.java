package org.brood.spool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a host sent of a spool, and what it still waits for.
///
/// @param unsentFrom the first batch that nobody has been given yet
/// @param ranges batches that were given to a store which has not answered, or that were given back
record Sent(long unsentFrom, List<Range> ranges) {
  static final Sent NOTHING = new Sent(1, List.of());

  /// Batches that follow each other and share a fate.
  ///
  /// @param from the first one
  /// @param to the last one
  /// @param store whom they belong to, null if they were given back and nobody has them yet
  /// @param origin the id that they go under: the spool's own, or a new one for batches that were
  ///   given back, so that their low numbers are not taken for doubles
  record Range(long from, long to, @Nullable RandomId store, RandomId origin) {
    long batches() {
      return to - from + 1;
    }

    boolean belongsTo(RandomId other) {
      return other.equals(store);
    }

    boolean continues(Range before) {
      return from == before.to + 1
          && origin.equals(before.origin)
          && java.util.Objects.equals(store, before.store);
    }
  }

  long batches() {
    long sum = 0;
    for (Range range : ranges) {
      sum += range.batches();
    }
    return sum;
  }

  /// The lowest number that is still needed.
  long lowest() {
    long lowest = unsentFrom;
    for (Range range : ranges) {
      lowest = Math.min(lowest, range.from());
    }
    return lowest;
  }
}
