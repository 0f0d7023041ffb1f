package org.brood.worker;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.brood.conn.Conn;
import org.brood.decode.WeirdSink;
import org.brood.event.ConnectionWeirds;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.WeirdTotals;
import org.brood.flow.WeirdCounts;
import org.brood.flow.WeirdSampler;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Makes script events of weirds, those that are to be told.
public final class Weirds implements WeirdSink, ConnectionWeirds, WeirdTotals {
  /// Scripts and packets can make names: more than these are counted together only.
  private static final int MAX_NAMES = 10_000;

  private final Events events;
  private final EventType netWeird;
  private final EventType flowWeird;
  private final EventType connWeird;
  private final EventType expiredConnWeird;
  private final EventType fileWeird;
  private final WeirdCounts others = new WeirdCounts();
  private @Nullable WeirdSampler sampler;
  private final Map<String, Long> byName = new HashMap<>();
  private long total;

  public Weirds(Events events) {
    this.events = events;
    netWeird = events.type("net_weird");
    flowWeird = events.type("flow_weird");
    connWeird = events.type("conn_weird");
    expiredConnWeird = events.type("expired_conn_weird");
    fileWeird = events.type("file_weird");
  }

  /// Begins to sample: before, all weirds are told.
  void sampleWith(WeirdSampler made) {
    made.threshold = events.count("Weird::sampling_threshold", made.threshold);
    made.rate = events.count("Weird::sampling_rate", made.rate);
    made.durationNanos = events.nanos("Weird::sampling_duration", made.durationNanos);
    made.always = names("Weird::sampling_whitelist");
    made.global = names("Weird::sampling_global_list");
    sampler = made;
  }

  private Set<String> names(String set) {
    Set<String> names = new HashSet<>();
    if (events.global(set) instanceof Table table) {
      for (Object key : table.keys()) {
        names.add(key.toString());
      }
    }
    return names;
  }

  private void count(String name) {
    total++;
    if (byName.size() < MAX_NAMES || byName.containsKey(name)) {
      byName.merge(name, 1L, Long::sum);
    }
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public Map<String, Long> byName() {
    return byName;
  }

  private static Str text(String text) {
    return text.isEmpty() ? Str.EMPTY : Str.of(text);
  }

  @Override
  public void netWeird(String name, String detail, String source) {
    count(name);
    WeirdSampler s = sampler;
    if (s == null || s.permitsNet(name)) {
      netWeird.raise(Str.of(name), text(detail), text(source));
    }
  }

  @Override
  public void flowWeird(
      long srcHigh,
      long srcLow,
      long dstHigh,
      long dstLow,
      String name,
      String detail,
      String source) {
    count(name);
    WeirdSampler s = sampler;
    if (s == null || s.permitsFlow(srcHigh, srcLow, dstHigh, dstLow, name)) {
      flowWeird.raise(
          Str.of(name),
          new Addr(srcHigh, srcLow),
          new Addr(dstHigh, dstLow),
          text(detail),
          text(source));
    }
  }

  /// Something odd on a connection.
  public void connection(Conn conn, String name, String detail, String source) {
    count(name);
    WeirdSampler s = sampler;
    if (s == null || s.permits(conn.flow(), name)) {
      connWeird.raise(Str.of(name), conn.record(), text(detail), text(source));
    }
  }

  private boolean permitsOther(String name) {
    count(name);
    WeirdSampler s = sampler;
    return s == null || s.permits(others, name);
  }

  @Override
  public void connection(Record connection, String name, String detail, String source) {
    if (permitsOther(name)) {
      connWeird.raise(Str.of(name), connection, text(detail), text(source));
    }
  }

  @Override
  public void expired(Record id, Str uid, String name, String detail, String source) {
    if (permitsOther(name)) {
      expiredConnWeird.raise(Str.of(name), id, uid, text(detail), text(source));
    }
  }

  @Override
  public void file(Record file, String name, String detail, String source) {
    if (permitsOther(name)) {
      fileWeird.raise(Str.of(name), file, text(detail), text(source));
    }
  }
}
