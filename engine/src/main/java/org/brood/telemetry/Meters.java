package org.brood.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// Counters and gauges of a process that many threads count in, such as those of queues; for what
/// one worker's scripts see there is [Registry].
///
/// Names are those that Prometheus shows. A name with other labels is another meter.
public final class Meters {
  /// How many meters there may be; further ones count where nobody looks.
  public static final int MAX_METERS = 10_000;

  private sealed interface Meter {
    Family.Kind kind();

    String help();

    long value();

    record Counter(String help, LongAdder adder) implements Meter {
      @Override
      public Family.Kind kind() {
        return Family.Kind.COUNTER;
      }

      @Override
      public long value() {
        return adder.sum();
      }
    }

    record Gauge(String help, LongSupplier supplier) implements Meter {
      @Override
      public Family.Kind kind() {
        return Family.Kind.GAUGE;
      }

      @Override
      public long value() {
        return supplier.getAsLong();
      }
    }
  }

  /// What a meter shows.
  ///
  /// @param name with its labels, such as `brood_spool_bytes{spool="worker-1"}`
  public record Reading(String name, String help, Family.Kind kind, long value) {}

  private final Map<String, Meter> meters = new ConcurrentSkipListMap<>();

  /// The counter of this name, made if it is new.
  ///
  /// @param labels names and values in turn
  public LongAdder counter(String name, String help, String... labels) {
    String key = name + labelled(labels);
    if (!meters.containsKey(key) && meters.size() >= MAX_METERS) {
      return new LongAdder();
    }
    Meter made = new Meter.Counter(help, new LongAdder());
    Meter before = meters.putIfAbsent(key, made);
    return switch (before == null ? made : before) {
      case Meter.Counter(_, LongAdder adder) -> adder;
      case Meter.Gauge _ -> throw new IllegalArgumentException(key + " is a gauge");
    };
  }

  /// Shows a value that is asked for when somebody looks, in place of an earlier one.
  ///
  /// @param value asked by any thread
  /// @param labels names and values in turn
  public void gauge(String name, String help, LongSupplier value, String... labels) {
    String key = name + labelled(labels);
    if (meters.containsKey(key) || meters.size() < MAX_METERS) {
      meters.put(key, new Meter.Gauge(help, value));
    }
  }

  /// Forgets a meter.
  public void remove(String name, String... labels) {
    meters.remove(name + labelled(labels));
  }

  private static String labelled(String... labels) {
    if (labels.length == 0) {
      return "";
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i + 1 < labels.length; i += 2) {
      String value = labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      text.append(i == 0 ? "" : ",").append(labels[i]).append("=\"").append(value).append('"');
    }
    return text.append('}').toString();
  }

  /// What all meters show, by name.
  public List<Reading> readings() {
    List<Reading> all = new ArrayList<>();
    meters.forEach((name, m) -> all.add(new Reading(name, m.help(), m.kind(), m.value())));
    return all;
  }

  /// What one meter shows, 0 if there is none of that name.
  ///
  /// @param name with its labels, as in [Reading]
  public long value(String name) {
    Meter meter = meters.get(name);
    return meter == null ? 0 : meter.value();
  }
}
