package org.brood.bif;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.brood.telemetry.Family;

/// Reading of all metrics, as the telemetry log and scripts do.
@Natives("Telemetry")
public final class MetricFunctions {
  private MetricFunctions() {}

  public static Vec __collect_metrics(Runtime rt, Str prefix, Str name) {
    RecordShape shape = rt.service(Events.class).record("Telemetry::Metric");
    Vec found = new Vec(new VectorType(shape.type()));
    for (Family family : families(rt, prefix, name, false)) {
      for (Family.Metric metric : family.metrics()) {
        Record row = row(rt, shape, family, metric);
        row.set("value", metric.value());
        found.add(row);
      }
    }
    return found;
  }

  public static Vec __collect_histogram_metrics(Runtime rt, Str prefix, Str name) {
    RecordShape shape = rt.service(Events.class).record("Telemetry::HistogramMetric");
    Vec found = new Vec(new VectorType(shape.type()));
    for (Family family : families(rt, prefix, name, true)) {
      for (Family.Metric metric : family.metrics()) {
        Record row = row(rt, shape, family, metric);
        Vec values = new Vec(new VectorType(Basic.DOUBLE));
        double observations = 0;
        for (long bucket : metric.buckets()) {
          values.add((double) bucket);
          observations += bucket;
        }
        row.set("values", values);
        row.set("observations", observations);
        row.set("sum", metric.value());
        found.add(row);
      }
    }
    return found;
  }

  private static List<Family> families(Runtime rt, Str prefix, Str name, boolean histograms) {
    String glob = prefix + "_" + name;
    Pattern wanted = Pattern.compile(regex(glob.endsWith("*") ? glob : glob + "*"));
    return EngineMetrics.current(rt).stream()
        .filter(f -> (f.kind() == Family.Kind.HISTOGRAM) == histograms)
        .filter(f -> wanted.matcher(f.fullName()).matches())
        .sorted(Comparator.comparing(Family::kind))
        .toList();
  }

  /// A glob of file names, as a regular expression.
  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  private static Record row(Runtime rt, RecordShape shape, Family family, Family.Metric metric) {
    Record row = shape.make();
    row.set("opts", options(rt, family));
    row.set("label_names", strings(family.labels()));
    row.set("label_values", strings(metric.labelValues()));
    return row;
  }

  private static Record options(Runtime rt, Family family) {
    Events events = rt.service(Events.class);
    Record options = events.record("Telemetry::MetricOpts").make();
    String name = family.fullName();
    int end = name.indexOf('_');
    options.set("prefix", Str.of(end < 0 ? "" : name.substring(0, end)));
    options.set("name", Str.of(name));
    options.set("help_text", Str.of(family.help()));
    options.set("is_total", name.endsWith("_total"));
    String kind = family.kind().name().toUpperCase(Locale.ROOT);
    options.set("metric_type", events.item("Telemetry::MetricType", "Telemetry::" + kind));
    if (family.kind() == Family.Kind.HISTOGRAM) {
      Vec bounds = new Vec(new VectorType(Basic.DOUBLE));
      for (double bound : family.bounds()) {
        bounds.add(bound);
      }
      bounds.add(Double.POSITIVE_INFINITY);
      options.set("bounds", bounds);
    }
    return options;
  }

  private static Vec strings(List<String> texts) {
    Vec made = new Vec(new VectorType(Basic.STRING));
    for (String text : texts) {
      made.add(Str.of(text));
    }
    return made;
  }
}
