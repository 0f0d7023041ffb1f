package org.brood.bif;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Opaque;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.brood.telemetry.Family;
import org.brood.telemetry.Registry;

/// The module `Telemetry`.
@Natives("Telemetry")
public final class TelemetryFunctions {
  private TelemetryFunctions() {}

  private record FamilyValue(String typeName, Family family) implements Opaque {}

  private record MetricValue(String typeName, Family.Metric metric) implements Opaque {}

  private static Opaque family(
      Runtime rt,
      Family.Kind kind,
      String typeName,
      Str prefix,
      Str name,
      Vec labels,
      double[] bounds,
      Str help,
      Str unit) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      names.add(String.valueOf(labels.get(i)));
    }
    Registry registry = rt.serviceOr(Registry.class, Registry::new);
    return new FamilyValue(
        typeName,
        registry.family(
            kind,
            prefix.toString(),
            name.toString(),
            unit.toString(),
            help.toString(),
            names,
            bounds));
  }

  private static Opaque metric(Runtime rt, Opaque family, String typeName, Table labels) {
    if (!(family instanceof FamilyValue(var _, Family of))) {
      throw rt.error("not a metric family");
    }
    List<String> values = new ArrayList<>();
    for (String label : of.labels()) {
      Object value = labels.get(Str.of(label));
      values.add(value == null ? "" : value.toString());
    }
    return new MetricValue(typeName, of.metric(values));
  }

  private static boolean add(Opaque value, double amount) {
    if (value instanceof MetricValue(var _, Family.Metric metric)) {
      metric.add(amount);
      return true;
    }
    return false;
  }

  private static double value(Opaque value) {
    return value instanceof MetricValue(var _, Family.Metric metric) ? metric.value() : 0;
  }

  public static Opaque __counter_family(
      Runtime rt, Str prefix, Str name, Vec labels, Str help, Str unit) {
    return family(
        rt,
        Family.Kind.COUNTER,
        "counter_metric_family",
        prefix,
        name,
        labels,
        new double[0],
        help,
        unit);
  }

  public static Opaque __counter_metric_get_or_add(Runtime rt, Opaque family, Table labels) {
    return metric(rt, family, "counter_metric", labels);
  }

  public static boolean __counter_inc(Opaque metric, double amount) {
    return amount >= 0 && add(metric, amount);
  }

  public static double __counter_value(Opaque metric) {
    return value(metric);
  }

  public static Opaque __gauge_family(
      Runtime rt, Str prefix, Str name, Vec labels, Str help, Str unit) {
    return family(
        rt,
        Family.Kind.GAUGE,
        "gauge_metric_family",
        prefix,
        name,
        labels,
        new double[0],
        help,
        unit);
  }

  public static Opaque __gauge_metric_get_or_add(Runtime rt, Opaque family, Table labels) {
    return metric(rt, family, "gauge_metric", labels);
  }

  public static boolean __gauge_inc(Opaque metric, double amount) {
    return add(metric, amount);
  }

  public static boolean __gauge_dec(Opaque metric, double amount) {
    return add(metric, -amount);
  }

  public static double __gauge_value(Opaque metric) {
    return value(metric);
  }

  public static Opaque __histogram_family(
      Runtime rt, Str prefix, Str name, Vec labels, Vec bounds, Str help, Str unit) {
    double[] limits = new double[bounds.size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = bounds.get(i) instanceof Double d ? d : 0;
    }
    return family(
        rt,
        Family.Kind.HISTOGRAM,
        "histogram_metric_family",
        prefix,
        name,
        labels,
        limits,
        help,
        unit);
  }

  public static Opaque __histogram_metric_get_or_add(Runtime rt, Opaque family, Table labels) {
    return metric(rt, family, "histogram_metric", labels);
  }

  public static boolean __histogram_observe(Opaque metric, double measurement) {
    if (metric instanceof MetricValue(var _, Family.Metric of)) {
      of.observe(measurement);
      return true;
    }
    return false;
  }

  public static double __histogram_sum(Opaque metric) {
    return value(metric);
  }
}
