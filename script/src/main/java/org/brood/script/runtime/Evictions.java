package org.brood.script.runtime;

import java.util.IdentityHashMap;
import java.util.Map;
import org.brood.script.value.Table;

/// Entries that had to leave their tables before they expired, because there were too many.
public final class Evictions {
  /// Tables that are told apart; what leaves others is only counted.
  private static final int MAX_TABLES = 1000;

  private final Map<Table, long[]> counts = new IdentityHashMap<>();
  private long total;
  private boolean busy;

  /// Begins to let one go.
  ///
  /// @return false if one is going just now: what its function adds must not make others go
  boolean begins() {
    if (busy) {
      return false;
    }
    busy = true;
    return true;
  }

  void ends() {
    busy = false;
  }

  void count(Table table) {
    total++;
    long[] known = counts.get(table);
    if (known == null && counts.size() < MAX_TABLES) {
      known = new long[1];
      counts.put(table, known);
    }
    if (known != null) {
      known[0]++;
    }
  }

  /// How many left this table.
  public long of(Table table) {
    long[] known = counts.get(table);
    return known == null ? 0 : known[0];
  }

  /// How many left all tables.
  public long total() {
    return total;
  }
}
