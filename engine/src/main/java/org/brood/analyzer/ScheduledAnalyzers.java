package org.brood.analyzer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;

/// Analyzers that scripts want on connections that are yet to come (`Analyzer::schedule_analyzer`).
///
/// There is a bound, since protocols announce connections: beyond it the oldest expectation is
/// dropped.
public final class ScheduledAnalyzers {
  private static final int MAX = 1 << 17;
  private static final Addr ANY = new Addr(0, 0);
  private static final Addr ANY_V4 = Addr.v4(0);

  private record Expected(Addr originator, Addr responder, Port port) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Expected other
          && port.equals(other.port)
          && responder.equals(other.responder)
          && originator.equals(other.originator);
    }

    @Override
    public int hashCode() {
      return (31 * originator.hashCode() + responder.hashCode()) * 31 + port.bits();
    }
  }

  private static final class Entry {
    private final Expected key;
    private final EnumType.Item tag;
    private final long serial;
    private double until;

    private Entry(Expected key, EnumType.Item tag, long serial, double until) {
      this.key = key;
      this.tag = tag;
      this.serial = serial;
      this.until = until;
    }

    private double until() {
      return until;
    }

    private long serial() {
      return serial;
    }
  }

  private final Map<Expected, List<Entry>> byConnection = new LinkedHashMap<>();
  private final TreeSet<Entry> byTime =
      new TreeSet<>(Comparator.comparingDouble(Entry::until).thenComparingLong(Entry::serial));
  private long serial;

  boolean isEmpty() {
    return byConnection.isEmpty();
  }

  /// Schedules an analyzer, or prolongs what was scheduled.
  ///
  /// @param originator the unspecified address for any
  public void add(
      Addr originator, Addr responder, Port port, EnumType.Item tag, double now, double seconds) {
    expire(now);
    Expected key = new Expected(any(originator) ? ANY : originator, responder, port);
    List<Entry> entries = byConnection.computeIfAbsent(key, _ -> new ArrayList<>(1));
    for (Entry entry : entries) {
      if (entry.tag == tag) {
        byTime.remove(entry);
        entry.until = Math.max(entry.until, now + seconds);
        byTime.add(entry);
        return;
      }
    }
    Entry made = new Entry(key, tag, serial++, now + seconds);
    entries.add(made);
    byTime.add(made);
    if (byConnection.size() > MAX) {
      Iterator<List<Entry>> oldest = byConnection.values().iterator();
      oldest.next().forEach(byTime::remove);
      oldest.remove();
    }
  }

  private static boolean any(Addr address) {
    return address.equals(ANY) || address.equals(ANY_V4);
  }

  /// Forgets what is over.
  private void expire(double now) {
    while (!byTime.isEmpty() && byTime.first().until <= now) {
      Entry over = byTime.removeFirst();
      List<Entry> entries = byConnection.get(over.key);
      if (entries != null) {
        entries.remove(over);
        if (entries.isEmpty()) {
          byConnection.remove(over.key);
        }
      }
    }
  }

  /// The analyzers for a connection that begins.
  List<EnumType.Item> find(Addr originator, Addr responder, Port port, double now) {
    List<EnumType.Item> found = new ArrayList<>(1);
    collect(new Expected(originator, responder, port), Double.NEGATIVE_INFINITY, found);
    collect(new Expected(ANY, responder, port), now, found);
    return found;
  }

  private void collect(Expected key, double now, List<EnumType.Item> into) {
    for (Entry entry : byConnection.getOrDefault(key, List.of())) {
      if (entry.until > now && !into.contains(entry.tag)) {
        into.add(entry.tag);
      }
    }
  }
}
