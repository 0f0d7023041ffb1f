package org.brood.flow;

import org.agrona.collections.Object2ObjectHashMap;

/// How often which weird was raised for one thing: a connection, a pair of addresses, a file.
public final class WeirdCounts {
  private final Object2ObjectHashMap<String, Count> counts = new Object2ObjectHashMap<>();

  static final class Count {
    long seen;
    long sampledSinceNanos;
  }

  Count of(String name) {
    Count count = counts.get(name);
    if (count == null) {
      count = new Count();
      counts.put(name, count);
    }
    return count;
  }
}
