package org.brood.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// When the files of logs change, what they are called then, and who gets the finished ones: what
/// the options and functions `Log::…rotation…` say.
final class LogRotation {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yy-MM-dd_HH.mm.ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  /// Writers whose rotation means something to post-processors alone.
  private static final Set<String> FILELESS = Set.of("Log::WRITER_NONE", "Log::WRITER_SQLITE");

  /// What these are told to have been rotated.
  private static final String NO_FILE = "/dev/null";

  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("H:m", Locale.ROOT);

  /// What is done with a writer.
  @FunctionalInterface
  interface Action {
    void run(LogWriter writer) throws IOException;
  }

  /// Does something with a writer and reports its failure.
  @FunctionalInterface
  interface Attempt {
    void run(LogStream.Output output, Action action);
  }

  /// What a finished file was, for its name and for who gets it.
  private record Finished(
      EnumType.Item writer, String path, double open, double close, boolean terminating) {}

  private final Runtime rt;

  LogRotation(Runtime rt) {
    this.rt = rt;
  }

  /// When the files of a filter's writer change.
  LogTarget.Rotation of(LogFilter filter) {
    Func own = filter.postprocessor();
    return new LogTarget.Rotation(filter.interval(), base(), own == null ? "" : own.name());
  }

  /// The time of day, in seconds, that changes are aligned to; -1 for multiples of the interval.
  private double base() {
    String text = text("log_rotate_base_time");
    if (text.isEmpty()) {
      return -1;
    }
    try {
      return ChronoUnit.SECONDS.between(LocalTime.MIDNIGHT, LocalTime.parse(text, TIME_OF_DAY));
    } catch (DateTimeException e) {
      rt.note(Level.ERROR, "calc_next_rotate(): can't parse rotation base time");
      return -1;
    }
  }

  void schedule(LogStream.OutputKey key, LogStream.Output output, Attempt attempt) {
    rt.timers()
        .add(
            rt.networkTime() + wait(rt.networkTime(), output.madeBy.interval()),
            _ -> {
              rotate(key, output, attempt);
              if (!rt.isTerminating()) {
                output.openTime = rt.networkTime();
                schedule(key, output, attempt);
              }
            });
  }

  /// Seconds until the next rotation.
  double wait(double now, double interval) {
    double base = base();
    if (base < 0) {
      return Math.floor(now / interval) * interval + interval - now;
    }
    double day =
        Instant.ofEpochSecond((long) now)
            .atZone(ZoneId.systemDefault())
            .toLocalDate()
            .atStartOfDay(ZoneId.systemDefault())
            .toEpochSecond();
    double start = day + base;
    double wait = start + Math.ceil((now - start) / interval) * interval - now;
    return wait > 0 ? wait : interval;
  }

  private void rotate(LogStream.OutputKey key, LogStream.Output output, Attempt attempt) {
    Func own = output.madeBy.postprocessor();
    Func postprocessor = own == null ? standard() : own;
    Finished finished =
        new Finished(
            key.writer(), key.path(), output.openTime, rt.networkTime(), rt.isTerminating());
    String target = name(finished, postprocessor);
    attempt.run(
        output,
        writer -> {
          String named = writer.rotate(target);
          String made = FILELESS.contains(key.writer().name()) ? NO_FILE : named;
          Record info = made.isEmpty() ? null : described("Log::RotationInfo", finished);
          if (info != null && postprocessor != null) {
            info.set("fname", Str.of(made));
            rt.callReporting(postprocessor, info);
          }
        });
  }

  private @Nullable Func standard() {
    return function("Log::__default_rotation_postprocessor");
  }

  private @Nullable Func function(String name) {
    int number = rt.info().function(name);
    return number < 0 ? null : rt.program().function(number);
  }

  /// Rotates a file that an earlier run left behind.
  void leftover(LeftoverLog left) {
    EnumType writers = rt.info().enumeration("Log::Writer");
    EnumType.Item writer = writers == null ? null : writers.item("Log::WRITER_ASCII");
    Func postprocessor = leftoverPostprocessor(left);
    if (writer == null || postprocessor == null) {
      return;
    }
    Finished finished = new Finished(writer, left.path(), left.openTime(), left.closeTime(), false);
    String name = name(finished, postprocessor) + left.extension();
    try {
      Files.move(left.file(), left.home().resolve(name), StandardCopyOption.REPLACE_EXISTING);
      left.mark().remove();
    } catch (IOException e) {
      // The next row would begin the file anew.
      rt.note(
          Level.FATAL,
          "Found leftover/unprocessed log '%s', but failed to rotate it: %s"
              .formatted(left.file(), e.getMessage()));
      throw new StopRequested();
    }
    Record info = described("Log::RotationInfo", finished);
    if (info == null) {
      return;
    }
    info.set("fname", Str.of(name));
    if (rt.callReporting(postprocessor, info) != null) {
      rt.note(
          Level.INFO,
          "Rotated/postprocessed leftover log '%s' -> '%s' ".formatted(left.file(), name));
    } else {
      rt.note(
          Level.WARNING,
          "Postprocess function '%s' failed for leftover log '%s'"
              .formatted(postprocessor.name(), left.file()));
    }
  }

  private @Nullable Func leftoverPostprocessor(LeftoverLog left) {
    Func standard = standard();
    if (standard == null || left.postprocessor().isEmpty()) {
      return standard;
    }
    Func named = function(left.postprocessor());
    if (named != null && named.type().equals(standard.type())) {
      return named;
    }
    rt.note(
        Level.WARNING,
        "Could not postprocess log '%s' with intended postprocessor function '%s', proceeding  with the default function"
            .formatted(left.file(), left.postprocessor()));
    return standard;
  }

  private @Nullable Record described(String type, Finished finished) {
    RecordType recordType = rt.info().record(type);
    if (recordType == null) {
      return null;
    }
    Record described = rt.program().newRecord(recordType.id());
    described.set("writer", finished.writer());
    described.set("path", Str.of(finished.path()));
    described.set("open", finished.open());
    described.set("close", finished.close());
    described.set("terminating", finished.terminating());
    return described;
  }

  /// The name of a finished file, without its extension.
  private String name(Finished finished, @Nullable Func postprocessor) {
    Record info = described("Log::RotationFmtInfo", finished);
    int variable = rt.info().global("Log::rotation_format_func");
    Func format = variable >= 0 && rt.program().global(variable) instanceof Func f ? f : null;
    if (format == null) {
      format = function("Log::rotation_format_func");
    }
    if (info != null && format != null) {
      info.set("postprocessor", postprocessor);
      if (rt.callReporting(format, info) instanceof Record path) {
        return joined(path);
      }
    }
    String plain =
        finished.path() + "-" + STAMP.format(Instant.ofEpochSecond((long) finished.open()));
    String dir = text("Log::default_logdir");
    String shown = (dir.isEmpty() ? "." : dir) + "/" + plain;
    rt.note(
        Level.ERROR,
        "Failed to call Log::rotation_format_func for path "
            + finished.path()
            + " continuing with rotation to: "
            + shown);
    return dir.isEmpty() ? plain : shown;
  }

  private String text(String name) {
    int setting = rt.info().global(name);
    return setting >= 0 && rt.program().global(setting) instanceof Str s ? s.toString() : "";
  }

  private String joined(Record path) {
    String base = String.valueOf(path.get("file_basename"));
    String dir = path.get("dir") instanceof Str s ? s.toString() : "";
    if (dir.isEmpty()) {
      dir = text("Log::default_logdir");
    }
    if (dir.isEmpty()) {
      return base;
    }
    try {
      Files.createDirectories(Path.of(dir));
      return dir + "/" + base;
    } catch (IOException e) {
      rt.note(Level.ERROR, "Failed to create dir '" + dir + "': " + e.getMessage());
      return base;
    }
  }
}
