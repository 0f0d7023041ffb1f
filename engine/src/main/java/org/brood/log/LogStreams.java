package org.brood.log;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Records;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptFunc;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.value.Func;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.TypeVal;
import org.jspecify.annotations.Nullable;

/// All log streams of one worker: what the script functions of the module `Log` do.
public final class LogStreams {
  private static final LogFilter[] NO_FILTERS = {};

  /// Told of rows that were cut.
  @FunctionalInterface
  public interface LimitWeird {
    void weird(String name, String stream);
  }

  private final Runtime rt;
  private final LogWriterFactory writers;
  private final LimitWeird weird;
  private final Map<EnumType.Item, LogStream> streams = new LinkedHashMap<>();
  private final LogDelays delays;
  private final LogMeters meters;
  private final LogRotation rotation;

  public LogStreams(Runtime rt, LogWriterFactory writers, LimitWeird weird) {
    this.rt = rt;
    this.writers = writers;
    this.weird = weird;
    this.meters = new LogMeters(rt);
    this.delays = new LogDelays(rt, this::toFilters);
    this.rotation = new LogRotation(rt);
  }

  /// Seconds until the next rotation.
  public double untilRotation(double now, double interval) {
    return rotation.wait(now, interval);
  }

  /// Rotates what an earlier run left behind, if scripts ask for it.
  public void rotateLeftovers() {
    try {
      writers.leftovers().forEach(rotation::leftover);
    } catch (IOException e) {
      rt.note(Level.ERROR, "failed to search for leftover logs: " + e.getMessage());
    }
  }

  private @Nullable LogStream find(EnumType.Item id) {
    return streams.get(id);
  }

  /// Makes a stream from a `Log::Stream` record.
  public boolean create(EnumType.Item id, Record definition) {
    if (!(definition.get("columns") instanceof TypeVal(RecordType columns))) {
      rt.note(Level.ERROR, "stream columns must be a record type");
      return false;
    }
    Func event = definition.get("ev") instanceof Func f ? f : null;
    Func policy = definition.get("policy") instanceof Func f ? f : null;
    if (event != null
        && (event.type().params().size() != 1
            || !(event.type().params().getFirst().type() instanceof RecordType))) {
      rt.note(Level.ERROR, "stream event must take a single argument");
      return false;
    }
    LogLimits limits =
        new LogLimits(
            limit(definition, "max_field_string_bytes"),
            limit(definition, "max_total_string_bytes"),
            limit(definition, "max_field_container_elements"),
            limit(definition, "max_total_container_elements"));
    LogStream before = find(id);
    if (before != null) {
      closeAll(before);
    }
    LogStream made = new LogStream(id, columns, event, policy, limits, meters.stream(id.name()));
    made.maxDelay = definition.get("max_delay_interval") instanceof Double seconds ? seconds : 0;
    made.maxDelayed = limit(definition, "max_delay_queue_size");
    streams.put(id, made);
    return true;
  }

  private static long limit(Record definition, String field) {
    int slot = definition.recordType().slot(field);
    return slot < 0 ? 0 : definition.getLong(slot);
  }

  public boolean remove(EnumType.Item id) {
    LogStream stream = streams.get(id);
    if (stream == null) {
      return false;
    }
    delays.finish(stream);
    streams.remove(id);
    closeAll(stream);
    return true;
  }

  public boolean enable(EnumType.Item id, boolean on) {
    LogStream stream = find(id);
    if (stream == null) {
      return false;
    }
    stream.enabled = on;
    return true;
  }

  /// Adds a filter from a `Log::Filter` record, in place of one of the same name.
  public boolean addFilter(EnumType.Item id, Record definition) {
    LogStream stream = find(id);
    if (stream == null) {
      return false;
    }
    try {
      LogFilter filter = LogFilter.of(asNow(definition), stream.columns);
      stream.filters.removeIf(f -> f.name().equals(filter.name()));
      stream.filters.add(filter);
      return true;
    } catch (IllegalArgumentException e) {
      rt.note(Level.ERROR, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /// A record with the same values: what scripts later set in theirs does not change a filter that
  /// was added.
  private Record asNow(Record definition) {
    Record kept = rt.program().newRecord(definition.recordType().id());
    for (int slot = 0; slot < definition.recordType().size(); slot++) {
      kept.set(slot, definition.get(slot));
    }
    return kept;
  }

  public boolean removeFilter(EnumType.Item id, String name) {
    LogStream stream = find(id);
    return stream != null && stream.filters.removeIf(f -> f.name().equals(name));
  }

  public boolean flush(EnumType.Item id) {
    LogStream stream = find(id);
    if (stream == null) {
      return false;
    }
    for (LogStream.Output output : stream.outputs.values()) {
      attempt(output, LogWriter::flush);
    }
    return true;
  }

  public void flushAll() {
    streams.keySet().forEach(this::flush);
  }

  /// Writes a record to a stream.
  ///
  /// @return whether the stream exists and takes such records
  public boolean write(EnumType.Item id, Record columns) {
    LogStream stream = find(id);
    if (stream == null) {
      return false;
    }
    if (!stream.enabled) {
      return true;
    }
    Record row = Records.coerce(rt.program(), columns, stream.columns);
    stream.writes++;
    stream.rows.add(1);
    if (stream.event instanceof ScriptFunc event) {
      Record argument =
          Records.coerce(rt.program(), row, (RecordType) event.type().params().getFirst().type());
      rt.raise(event.number(), argument);
    }
    delays.write(stream, row, () -> passesStreamPolicy(id, row));
    return true;
  }

  private void toFilters(LogStream stream, Record row, boolean vetoed) {
    for (LogFilter filter : stream.filters.toArray(NO_FILTERS)) {
      if (passesPolicy(stream, filter, row) && !vetoed) {
        write(stream, filter, row);
      }
    }
  }

  /// Holds back the row that is being written; see `Log::delay`.
  public Opaque delay(EnumType.Item id, Object record, Func callback) {
    return delays.delay(id, record, callback);
  }

  public boolean finishDelay(EnumType.Item id, Object record, Opaque token) {
    return delays.finish(id, record, token);
  }

  /// Sets how long rows may be held back, in seconds.
  public boolean maxDelay(EnumType.Item id, double seconds) {
    LogStream stream = find(id);
    if (stream != null) {
      stream.maxDelay = seconds;
    }
    return stream != null;
  }

  /// Sets how many rows may be held back; the oldest go on if there are more.
  public boolean maxDelayed(EnumType.Item id, long rows) {
    LogStream stream = find(id);
    if (stream != null) {
      delays.limit(stream, rows);
    }
    return stream != null;
  }

  /// How many rows are held back, -1 if there is no such stream.
  public long delayed(EnumType.Item id) {
    LogStream stream = find(id);
    return stream == null ? -1 : stream.delayed.size();
  }

  private boolean passesStreamPolicy(EnumType.Item id, Record row) {
    int hook = rt.info().function("Log::log_stream_policy");
    return hook < 0
        || rt.info().functions().get(hook).handlers().isEmpty()
        || !Boolean.FALSE.equals(rt.program().function(hook).call(row, id));
  }

  private boolean passesPolicy(LogStream stream, LogFilter filter, Record row) {
    Func own = filter.policy();
    Func policy = own == null ? stream.policy : own;
    if (policy == null) {
      return true;
    }
    Object argument =
        policy.type().params().getFirst().type() instanceof RecordType type
            ? Records.coerce(rt.program(), row, type)
            : row;
    return !Boolean.FALSE.equals(policy.call(argument, stream.id, filter.definition()));
  }

  private void write(LogStream stream, LogFilter filter, Record row) {
    String path = path(stream, filter, row);
    if (path == null) {
      return;
    }
    LogStream.Output output = output(stream, filter, path);
    if (output == null) {
      return;
    }
    Func extension = filter.extension();
    Object given = extension == null ? null : rt.callReporting(extension, Str.of(path));
    Record extra = given instanceof Record r ? r : null;
    RowBuilder builder = new RowBuilder(stream.limits);
    @Nullable Object[] values = builder.row(filter.columns(), row, extra);
    for (int i = 0; i < builder.cutStrings(); i++) {
      weird.weird("log_string_field_truncated", stream.id.name());
    }
    for (int i = 0; i < builder.cutContainers(); i++) {
      weird.weird("log_container_field_truncated", stream.id.name());
    }
    output.meters.written(builder);
    attempt(output, writer -> writer.write(filter.columns(), values));
  }

  private @Nullable String path(LogStream stream, LogFilter filter, Record row) {
    Func function = filter.pathFunction();
    String path = filter.path();
    if (function == null) {
      return path == null ? "" : path;
    }
    Object argument =
        function.type().params().getLast().type() instanceof RecordType type
            ? Records.coerce(rt.program(), row, type)
            : row;
    Object given = function.call(stream.id, Str.of(path == null ? "" : path), argument);
    if (!(given instanceof Str chosen)) {
      rt.note(Level.ERROR, "path_func did not return a value");
      return null;
    }
    if (path == null) {
      filter.path(chosen.toString());
    }
    return chosen.toString();
  }

  private LogStream.@Nullable Output output(LogStream stream, LogFilter filter, String wanted) {
    String path = wanted;
    LogStream.OutputKey key = new LogStream.OutputKey(filter.writer(), path);
    LogStream.Output output = stream.outputs.get(key);
    String owner = output == null ? "" : output.madeBy.name();
    for (int i = 2; output != null && output.madeBy != filter && conflicts(output, filter); i++) {
      path = wanted + "-" + i;
      key = new LogStream.OutputKey(filter.writer(), path);
      output = stream.outputs.get(key);
    }
    if (!path.equals(wanted)) {
      rt.note(
          Level.WARNING,
          "Write using filter '%s' on path '%s' changed to use new path '%s' to avoid conflict with filter '%s'"
              .formatted(filter.name(), wanted, path, owner));
      filter.path(path);
    }
    return output != null ? output : open(stream, filter, key);
  }

  private static boolean conflicts(LogStream.Output output, LogFilter filter) {
    return !output.madeBy.name().equals(filter.name())
        || !output.madeBy.columns().equals(filter.columns());
  }

  private LogStream.@Nullable Output open(
      LogStream stream, LogFilter filter, LogStream.OutputKey key) {
    if (stream.refused.contains(key)) {
      return null;
    }
    try {
      String writer = filter.isLocal() ? key.writer().name() : "Log::WRITER_NONE";
      LogStream.Output output =
          new LogStream.Output(
              writers.create(
                  new LogTarget(
                      stream.id.name(),
                      writer,
                      key.path(),
                      filter.config(),
                      filter.columns(),
                      rotation.of(filter))),
              filter,
              meters.writer(filter.name(), stream.id.name(), key.path(), key.writer().name()),
              rt.networkTime());
      stream.outputs.put(key, output);
      if (filter.interval() > 0) {
        rotation.schedule(key, output, this::attempt);
      }
      return output;
    } catch (IOException e) {
      String name = key.path() + "/" + key.writer().name();
      rt.note(Level.ERROR, name + ": " + e.getMessage());
      rt.note(Level.ERROR, name + ": terminating thread");
      stream.refused.add(key);
      return null;
    }
  }

  /// Does something with a writer; the first failure is reported.
  private void attempt(LogStream.Output output, LogRotation.Action action) {
    try {
      action.run(output.writer);
    } catch (IOException e) {
      if (!output.failed) {
        output.failed = true;
        rt.note(Level.ERROR, "log writer: " + e.getMessage());
      }
    }
  }

  // ---- end

  private void closeAll(LogStream stream) {
    for (LogStream.Output output : stream.outputs.values()) {
      attempt(output, LogWriter::close);
    }
    stream.outputs.clear();
  }

  /// Closes all files.
  public void close() {
    for (LogStream stream : List.copyOf(streams.values())) {
      delays.finish(stream);
    }
    streams.values().forEach(this::closeAll);
  }

  /// How many rows were written to each stream, by the enumerator's name.
  public Map<String, Long> writes() {
    Map<String, Long> counts = new LinkedHashMap<>();
    streams.forEach((id, stream) -> counts.put(id.name(), stream.writes));
    return counts;
  }
}
