package org.brood.telemetry;

import java.util.List;
import java.util.Locale;

/// Metrics of scripts as Prometheus reads them (its text format, version 0.0.4).
public final class PrometheusText {
  private final StringBuilder text = new StringBuilder();
  private final String label;
  private final String value;

  private PrometheusText(String label, String value) {
    this.label = label;
    this.value = value;
  }

  /// The text.
  ///
  /// @param label a label that all of them get, unless a family has it; empty for none
  /// @param value what it says
  public static String of(List<Family> families, String label, String value) {
    PrometheusText made = new PrometheusText(label, value);
    for (Family family : families) {
      if (!family.metrics().isEmpty()) {
        made.family(family);
      }
    }
    return made.text.toString();
  }

  private void family(Family family) {
    String name = family.fullName();
    String kind = family.kind().name().toLowerCase(Locale.ROOT);
    text.append("# HELP ").append(name).append(' ');
    escaped(family.help(), false);
    text.append("\n# TYPE ").append(name).append(' ').append(kind).append('\n');
    for (Family.Metric metric : family.metrics()) {
      if (family.kind() == Family.Kind.HISTOGRAM) {
        histogram(name, family, metric);
      } else {
        line(name, family, metric, "", metric.value());
      }
    }
  }

  private void histogram(String name, Family family, Family.Metric metric) {
    double[] bounds = family.bounds();
    long[] buckets = metric.buckets();
    long below = 0;
    for (int i = 0; i < buckets.length; i++) {
      below += buckets[i];
      String bound = i < bounds.length ? number(bounds[i]) : "+Inf";
      line(name + "_bucket", family, metric, bound, (double) below);
    }
    line(name + "_sum", family, metric, "", metric.value());
    line(name + "_count", family, metric, "", (double) below);
  }

  /// @param bound of a bucket, empty for what is none
  private void line(
      String name, Family family, Family.Metric metric, String bound, double measured) {
    text.append(name);
    String before = "{";
    for (int i = 0; i < Math.min(family.labels().size(), metric.labelValues().size()); i++) {
      label(before, family.labels().get(i), metric.labelValues().get(i));
      before = ",";
    }
    if (!label.isEmpty() && !family.labels().contains(label)) {
      label(before, label, value);
      before = ",";
    }
    if (!bound.isEmpty()) {
      label(before, "le", bound);
      before = ",";
    }
    if (before.equals(",")) {
      text.append('}');
    }
    text.append(' ').append(number(measured)).append('\n');
  }

  private void label(String before, String name, String says) {
    text.append(before).append(name).append("=\"");
    escaped(says, true);
    text.append('"');
  }

  private void escaped(String raw, boolean isQuoted) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '"' -> text.append(isQuoted ? "\\\"" : "\"");
        default -> text.append(c);
      }
    }
  }

  /// Whole numbers without a fraction.
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }
}
