package org.brood.worker;

import java.util.HashMap;
import java.util.Map;
import org.brood.conn.Conn;
import org.brood.decode.WeirdSink;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// Makes script events of weirds. Frequent ones are sampled: after a threshold only each so many-th is told,
/// until a time has passed (`Weird::sampling_threshold`, `sampling_rate`, `sampling_duration`).
public final class Weirds implements WeirdSink {
  private static final int MAX_COUNTERS = 100_000;

  private record FlowKey(Addr a, Addr b) {}

  private record Key(Object where, String name) {}

  private static final class Counter {
    long count;
    double since;
  }

  private final Events events;
  private final EventType netWeird;
  private final EventType flowWeird;
  private final EventType connWeird;
  private final EventType expiredConnWeird;
  private final EventType fileWeird;
  private final Map<Key, Counter> counters = new HashMap<>();
  private final Map<String, Long> totals = new HashMap<>();

  public Weirds(Events events) {
    this.events = events;
    netWeird = events.type("net_weird");
    flowWeird = events.type("flow_weird");
    connWeird = events.type("conn_weird");
    expiredConnWeird = events.type("expired_conn_weird");
    fileWeird = events.type("file_weird");
  }

  private static Str detail(String text) {
    return text.isEmpty() ? Str.EMPTY : Str.of(text);
  }

  /// Whether a weird is to be told.
  private boolean isPermitted(Object where, String name) {
    totals.merge(name, 1L, Long::sum);
    if (listed("Weird::sampling_whitelist", name)) {
      return true;
    }
    Object counted = listed("Weird::sampling_global_list", name) ? "" : where;
    double now = events.runtime().networkTime();
    double duration = events.global("Weird::sampling_duration") instanceof Double d ? d : 600;
    if (counters.size() > MAX_COUNTERS) {
      counters.values().removeIf(c -> c.since + duration < now);
      if (counters.size() > MAX_COUNTERS) {
        counters.clear();
      }
    }
    Counter counter = counters.computeIfAbsent(new Key(counted, name), _ -> new Counter());
    if (counter.count == 0 || counter.since + duration < now) {
      counter.count = 0;
      counter.since = now;
    }
    counter.count++;
    long threshold = events.count("Weird::sampling_threshold", 25);
    long rate = events.count("Weird::sampling_rate", 1000);
    return counter.count <= threshold
        || rate > 0 && (counter.count - threshold) % rate == 0;
  }

  private boolean listed(String set, String name) {
    return events.global(set) instanceof Table table
        && table.size() > 0
        && table.contains(Str.of(name));
  }

  @Override
  public void netWeird(String name, String detail, String source) {
    if (isPermitted("net", name)) {
      netWeird.raise(Str.of(name), detail(detail), detail(source));
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
    Addr src = new Addr(srcHigh, srcLow);
    Addr dst = new Addr(dstHigh, dstLow);
    if (isPermitted(new FlowKey(src, dst), name)) {
      flowWeird.raise(Str.of(name), src, dst, detail(detail), detail(source));
    }
  }

  /// Something odd on a connection.
  public void connection(Conn conn, String name, String detail, String source) {
    if (isPermitted(conn, name)) {
      connWeird.raise(Str.of(name), conn.record(), detail(detail), detail(source));
    }
  }

  /// Something odd on a connection that is gone.
  public void expired(Object id, Str uid, String name, String detail, String source) {
    if (isPermitted(id, name)) {
      expiredConnWeird.raise(Str.of(name), id, uid, detail(detail), detail(source));
    }
  }

  /// Something odd in a file.
  public void file(Object file, String name, String detail, String source) {
    if (isPermitted(file, name)) {
      fileWeird.raise(Str.of(name), file, detail(detail), detail(source));
    }
  }

  /// How often each weird happened, told or not.
  public Map<String, Long> totals() {
    return totals;
  }

  /// Forgets what was counted for something that is gone.
  void forget(Object where) {
    counters.keySet().removeIf(key -> key.where == where);
  }
}
