package org.brood.spool;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// When files turn, and what they are called then: zeekctl's names, such as
/// `2026-01-31/conn.14:00:00-15:00:00.log`.
final class RotationNames {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);
  private static final DateTimeFormatter ARGUMENT =
      DateTimeFormatter.ofPattern("yy-MM-dd_HH.mm.ss", Locale.ROOT);
  private static final String LOG = ".log";
  private static final int CLOCK_LENGTH = "HH:mm:ss".length();
  private static final int SPAN_LENGTH = 2 * CLOCK_LENGTH + 1;

  private final LogStoreSettings settings;

  RotationNames(LogStoreSettings settings) {
    this.settings = settings;
  }

  private ZonedDateTime local(long seconds) {
    return Instant.ofEpochSecond(seconds).atZone(settings.zone());
  }

  /// The time as headers have it.
  String stamp(long seconds) {
    return local(seconds).format(STAMP);
  }

  /// The end of the interval that a time lies in; intervals begin at midnight.
  ///
  /// @return `Long.MAX_VALUE` if files never turn
  long endOfInterval(long seconds) {
    long interval = settings.rotationSeconds();
    if (interval == 0) {
      return Long.MAX_VALUE;
    }
    ZoneId zone = settings.zone();
    LocalDate day = local(seconds).toLocalDate();
    long midnight = day.atStartOfDay(zone).toEpochSecond();
    long tomorrow = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
    long end = midnight + ((seconds - midnight) / interval + 1) * interval;
    return interval <= tomorrow - midnight ? Math.min(end, tomorrow) : end;
  }

  /// A name below the logger's folder that no file has yet, for a file that turns.
  ///
  /// @param base the log's name without folder and ending, or with folders
  String target(String base, long openedSeconds, long closedSeconds, Compression current) {
    ZonedDateTime opened = local(openedSeconds);
    String span = opened.format(CLOCK) + "-" + local(closedSeconds).format(CLOCK);
    String stem = opened.format(DAY) + "/" + base + "." + span;
    String name = stem;
    for (int i = 2; isTaken(name); i++) {
      name = stem + "-" + i;
    }
    return name + LOG + current.ending();
  }

  private boolean isTaken(String name) {
    for (Compression compression : Compression.values()) {
      String file = name + LOG + compression.ending();
      if (exists(settings.folder(), file) || exists(settings.rotatedFolder(), file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(Path folder, String name) {
    return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /// What a post-processor is told of a file besides its name.
  ///
  /// @param path of the log
  /// @param opened as Zeek gives it to such commands, such as `26-01-31_14.00.00`
  record Described(String path, String opened, String closed) {}

  /// Reads a name that [#target] made.
  Described describe(String target) {
    int slash = target.indexOf('/');
    int log = target.lastIndexOf(LOG);
    if (slash < 0 || log < slash) {
      return new Described(target, "", "");
    }
    String stem = target.substring(slash + 1, log);
    int dash = stem.lastIndexOf('-');
    if (dash >= 0 && stem.length() - dash < CLOCK_LENGTH) {
      stem = stem.substring(0, dash);
    }
    int span = stem.length() - SPAN_LENGTH;
    if (span < 2) {
      return new Described(stem, "", "");
    }
    try {
      LocalDate day = LocalDate.parse(target.substring(0, slash), DAY);
      LocalTime from = LocalTime.parse(stem.substring(span, span + CLOCK_LENGTH), CLOCK);
      LocalTime to = LocalTime.parse(stem.substring(span + CLOCK_LENGTH + 1), CLOCK);
      LocalDate endDay = to.isAfter(from) ? day : day.plusDays(1);
      return new Described(
          stem.substring(0, span - 1),
          day.atTime(from).format(ARGUMENT),
          endDay.atTime(to).format(ARGUMENT));
    } catch (java.time.DateTimeException e) {
      return new Described(stem, "", "");
    }
  }
}
