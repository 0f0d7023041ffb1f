package org.brood.flow;

import java.util.Set;
import org.agrona.collections.Object2ObjectHashMap;
import org.brood.decode.Decoder;
import org.brood.decode.Timer;
import org.jspecify.annotations.Nullable;

/// Decides which weirds are told: the first ones of a kind, then one in many, as Zeek's `Weird::`
/// options say.
public final class WeirdSampler {
  /// How many pairs of addresses are counted one by one; further ones count together.
  private static final int MAX_PAIRS = 65_536;

  private final Decoder decoder;
  private final Object2ObjectHashMap<Pair, PairCounts> pairs = new Object2ObjectHashMap<>();
  private final Object2ObjectHashMap<String, NetCount> names = new Object2ObjectHashMap<>();
  private final WeirdCounts others = new WeirdCounts();

  /// `Weird::sampling_threshold`: how many are told before sampling begins.
  public long threshold = 25;

  /// `Weird::sampling_rate`: one in so many is told then; 0 for none.
  public long rate = 1_000;

  /// `Weird::sampling_duration`: after this time, counting begins anew.
  public long durationNanos = 600_000_000_000L;

  /// `Weird::sampling_whitelist`: names that are always told.
  public Set<String> always = Set.of();

  /// `Weird::sampling_global_list`: names that are counted for all connections together.
  public Set<String> global = Set.of();

  private record Pair(long srcHigh, long srcLow, long dstHigh, long dstLow) {}

  private final class PairCounts extends Timer {
    private final Pair pair;
    private final WeirdCounts counts = new WeirdCounts();

    PairCounts(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      pairs.remove(pair);
    }
  }

  private final class NetCount extends Timer {
    private final String name;
    private long seen;

    NetCount(String name) {
      this.name = name;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      names.remove(name);
    }
  }

  public WeirdSampler(Decoder decoder) {
    this.decoder = decoder;
  }

  /// Whether a weird with nobody to blame is told.
  public boolean permitsNet(String name) {
    return always.contains(name) || permitsByName(name);
  }

  private boolean permitsByName(String name) {
    NetCount count = names.get(name);
    if (count == null) {
      count = new NetCount(name);
      names.put(name, count);
      decoder.timers().add(count, decoder.networkNanos() + durationNanos);
    }
    return isTold(++count.seen);
  }

  private boolean isTold(long seen) {
    return seen <= threshold || (rate != 0 && (seen - threshold) % rate == 0);
  }

  /// Whether a weird between two addresses is told.
  public boolean permitsFlow(long srcHigh, long srcLow, long dstHigh, long dstLow, String name) {
    if (always.contains(name)) {
      return true;
    }
    if (global.contains(name)) {
      return permitsByName(name);
    }
    Pair pair = new Pair(srcHigh, srcLow, dstHigh, dstLow);
    @Nullable PairCounts known = pairs.get(pair);
    if (known == null) {
      if (pairs.size() >= MAX_PAIRS) {
        return isTold(++others.of(name).seen);
      }
      known = new PairCounts(pair);
      pairs.put(pair, known);
      decoder.timers().add(known, decoder.networkNanos() + durationNanos);
    }
    return isTold(++known.counts.of(name).seen);
  }

  /// Whether a weird of a connection is told.
  public boolean permits(Flow flow, String name) {
    return permits(flow.weirdCounts(), name);
  }

  /// Whether a weird of a connection or of a file is told, of which these are the counts.
  public boolean permits(WeirdCounts counts, String name) {
    if (always.contains(name)) {
      return true;
    }
    if (global.contains(name)) {
      return permitsByName(name);
    }
    WeirdCounts.Count count = counts.of(name);
    count.seen++;
    if (count.seen == threshold + 1) {
      count.sampledSinceNanos = decoder.networkNanos();
    } else if (count.seen > threshold
        && decoder.networkNanos() > count.sampledSinceNanos + durationNanos) {
      count.seen = 1;
      return true;
    }
    return isTold(count.seen);
  }
}
