package org.brood.log;

import java.util.List;
import org.brood.script.runtime.Runtime;
import org.brood.telemetry.Family;
import org.brood.telemetry.Registry;

/// Counts what is logged: rows of each stream, and rows and cuts of each writer.
final class LogMeters {
  private static final List<String> WRITER_LABELS =
      List.of("filter_name", "module", "path", "stream", "writer");

  private final Runtime rt;

  LogMeters(Runtime rt) {
    this.rt = rt;
  }

  /// The counters of one writer.
  static final class Writer {
    private final Family.Metric rows;
    private final Family.Metric strings;
    private final Family.Metric containers;

    private Writer(Family.Metric rows, Family.Metric strings, Family.Metric containers) {
      this.rows = rows;
      this.strings = strings;
      this.containers = containers;
    }

    /// Counts a row and what was cut from it.
    void written(RowBuilder row) {
      rows.add(1);
      strings.add(row.cutStrings());
      containers.add(row.cutContainers());
    }
  }

  /// The counter of a stream's rows, those that policies keep from the log included.
  Family.Metric stream(String stream) {
    return family(
            "log-stream-writes",
            "Rows that scripts wrote to a stream.",
            List.of("module", "stream"))
        .metric(List.of(module(stream), stream));
  }

  /// The counters of one writer.
  ///
  /// @param filter the filter that made the writer
  /// @param path where it writes to
  /// @param writer the name of its kind
  Writer writer(String filter, String stream, String path, String writer) {
    List<String> labels = List.of(filter, module(stream), path, stream, writer);
    Family.Metric rows =
        family("log-writer-writes", "Rows that reached a writer.", WRITER_LABELS).metric(labels);
    Family.Metric strings =
        family(
                "log-writer-truncated-string-fields",
                "Strings in rows that were cut to a stream's limits.",
                WRITER_LABELS)
            .metric(labels);
    Family.Metric containers =
        family(
                "log-writer-truncated-containers",
                "Sets and vectors in rows that were cut to a stream's limits.",
                WRITER_LABELS)
            .metric(labels);
    return new Writer(rows, strings, containers);
  }

  private Family family(String name, String help, List<String> labels) {
    return rt.serviceOr(Registry.class, Registry::new)
        .family(Family.Kind.COUNTER, "zeek", name, "", help, labels, new double[0]);
  }

  private static String module(String stream) {
    int end = stream.lastIndexOf("::");
    return end < 0 ? "GLOBAL" : stream.substring(0, end);
  }
}
