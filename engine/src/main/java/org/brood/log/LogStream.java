package org.brood.log;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.value.Func;
import org.brood.telemetry.Family;
import org.jspecify.annotations.Nullable;

/// A log stream: a record type, its filters, and the writers that its rows went to.
final class LogStream {

  /// A writer and the filter that made it.
  static final class Output {
    final LogWriter writer;
    final LogFilter madeBy;
    final LogMeters.Writer meters;
    double openTime;
    boolean failed;

    Output(LogWriter writer, LogFilter madeBy, LogMeters.Writer meters, double openTime) {
      this.meters = meters;
      this.writer = writer;
      this.madeBy = madeBy;
      this.openTime = openTime;
    }
  }

  /// What writers are told apart by.
  record OutputKey(EnumType.Item writer, String path) {
    @Override
    public boolean equals(Object o) {
      return o instanceof OutputKey other && writer == other.writer && path.equals(other.path);
    }

    @Override
    public int hashCode() {
      return path.hashCode();
    }
  }

  final EnumType.Item id;
  final RecordType columns;
  final @Nullable Func event;
  final @Nullable Func policy;
  final List<LogFilter> filters = new ArrayList<>();
  final Map<OutputKey, Output> outputs = new LinkedHashMap<>();

  /// Writers that could not be made; their rows are lost.
  final Set<OutputKey> refused = new HashSet<>();

  final LogLimits limits;
  boolean enabled = true;
  long writes;

  /// Counts rows for scripts that read metrics.
  final Family.Metric rows;

  /// Rows that are held back, the oldest first.
  final LinkedHashSet<LogDelays.Row> delayed = new LinkedHashSet<>();

  /// Seconds that a row is held back at most.
  double maxDelay;

  /// How many rows may be held back.
  long maxDelayed;

  LogStream(
      EnumType.Item id,
      RecordType columns,
      @Nullable Func event,
      @Nullable Func policy,
      LogLimits limits,
      Family.Metric rows) {
    this.id = id;
    this.columns = columns;
    this.event = event;
    this.policy = policy;
    this.limits = limits;
    this.rows = rows;
  }
}
