package org.brood.analyzer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private record Expected(Addr originator, Addr responder, Port port) {}

  private static final class Entry {
    private final EnumType.Item tag;
    private double until;

    private Entry(EnumType.Item tag, double until) {
      this.tag = tag;
      this.until = until;
    }
  }

  private final Map<Expected, List<Entry>> byConnection = new LinkedHashMap<>();

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
        entry.until = Math.max(entry.until, now + seconds);
        return;
      }
    }
    entries.add(new Entry(tag, now + seconds));
    if (byConnection.size() > MAX) {
      Iterator<Expected> oldest = byConnection.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private static boolean any(Addr address) {
    return address.equals(ANY) || address.equals(ANY_V4);
  }

  /// Forgets what is over at the old end of the list.
  private void expire(double now) {
    Iterator<List<Entry>> oldest = byConnection.values().iterator();
    while (oldest.hasNext()) {
      List<Entry> entries = oldest.next();
      entries.removeIf(entry -> entry.until <= now);
      if (!entries.isEmpty()) {
        return;
      }
      oldest.remove();
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
