package org.brood.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Metrics of one name, told apart by the values of their labels (as in Prometheus).
public final class Family {
  /// How many metrics a family may have; further label values share one that is not shown.
  public static final int MAX_METRICS = 100_000;

  /// What the metrics of a family do.
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final Kind kind;
  private final String prefix;
  private final String name;
  private final String unit;
  private final String help;
  private final List<String> labels;
  private final double[] bounds;
  private final Map<List<String>, Metric> metrics = new LinkedHashMap<>();
  private final Metric overflow;

  Family(
      Kind kind,
      String prefix,
      String name,
      String unit,
      String help,
      List<String> labels,
      double[] bounds) {
    this.kind = kind;
    this.prefix = prefix;
    this.name = name;
    this.unit = unit;
    this.help = help;
    this.labels = List.copyOf(labels);
    this.bounds = bounds.clone();
    this.overflow = new Metric(this, List.of(), bounds);
  }

  public Kind kind() {
    return kind;
  }

  public String prefix() {
    return prefix;
  }

  public String name() {
    return name;
  }

  public String unit() {
    return unit;
  }

  /// The name that Prometheus knows: prefix, name, unit, and `total` for what only grows.
  public String fullName() {
    StringBuilder full = new StringBuilder();
    String plain = prefix + "_" + name;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      boolean fits = c < 0x80 && Character.isLetterOrDigit(c);
      full.append(fits ? c : '_');
    }
    if (!unit.isEmpty() && !"1".equals(unit)) {
      full.append('_').append(unit);
    }
    if (kind == Kind.COUNTER) {
      full.append("_total");
    }
    return full.toString();
  }

  public String help() {
    return help;
  }

  public List<String> labels() {
    return labels;
  }

  public double[] bounds() {
    return bounds.clone();
  }

  /// The metric with these label values, in the order of the labels.
  public Metric metric(List<String> values) {
    Metric known = metrics.get(values);
    if (known != null) {
      return known;
    }
    if (metrics.size() >= MAX_METRICS) {
      return overflow;
    }
    Metric made = new Metric(this, values, bounds);
    metrics.put(made.labelValues(), made);
    return made;
  }

  public List<Metric> metrics() {
    return new ArrayList<>(metrics.values());
  }

  /// One metric.
  public static final class Metric {
    private final Family family;
    private final List<String> values;
    private final long @Nullable [] buckets;
    private double value;

    private Metric(Family family, List<String> values, double[] bounds) {
      this.family = family;
      this.values = List.copyOf(values);
      this.buckets = family.kind == Kind.HISTOGRAM ? new long[bounds.length + 1] : null;
    }

    public Family family() {
      return family;
    }

    public List<String> labelValues() {
      return values;
    }

    public void add(double amount) {
      value += amount;
    }

    /// The value; of a histogram the sum of all observations.
    public double value() {
      return value;
    }

    /// Counts an observation of a histogram.
    public void observe(double measurement) {
      long[] counts = buckets;
      if (counts == null) {
        return;
      }
      value += measurement;
      int at = 0;
      while (at < family.bounds.length && measurement > family.bounds[at]) {
        at++;
      }
      counts[at]++;
    }

    /// How many observations fell into each bucket; the last one has those over all bounds.
    public long[] buckets() {
      long[] counts = buckets;
      return counts == null ? new long[0] : Arrays.copyOf(counts, counts.length);
    }
  }
}
