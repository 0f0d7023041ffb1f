package org.brood.decode;

import org.agrona.collections.Object2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// How often which protocol was unknown, so that only a sample is reported.
final class UnknownProtocols {
  /// How many pairs are counted; more are not reported until older ones expire.
  private static final int MAX_PAIRS = 65_536;

  private final DecodeOptions options;
  private final TimerQueue timers;
  private final Object2ObjectHashMap<Pair, Count> counts = new Object2ObjectHashMap<>();

  private record Pair(String analyzer, long protocol) {}

  private final class Count extends Timer {
    private final Pair pair;
    private long seen;

    Count(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      counts.remove(pair);
    }
  }

  UnknownProtocols(DecodeOptions options, TimerQueue timers) {
    this.options = options;
    this.timers = timers;
  }

  boolean permits(String analyzer, long protocol, long nowNanos) {
    Pair pair = new Pair(analyzer, protocol & 0xffff_ffffL);
    @Nullable Count count = counts.get(pair);
    if (count == null) {
      if (counts.size() >= MAX_PAIRS) {
        return false;
      }
      count = new Count(pair);
      counts.put(pair, count);
      timers.add(count, nowNanos + options.unknownSamplingNanos);
    }
    count.seen++;
    if (count.seen < options.unknownSamplingThreshold) {
      return true;
    }
    long above = count.seen - options.unknownSamplingThreshold;
    return options.unknownSamplingRate != 0 && above % options.unknownSamplingRate == 0;
  }
}
