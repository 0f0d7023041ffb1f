package org.brood.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/// What a logger does with its files.
///
/// @param folder below it lie `current`, where files grow, and a folder for each day
/// @param zone of the times in names and headers
/// @param rotationSeconds how often files turn, counted from midnight; 0 for never
/// @param archived how files of the past are compressed
/// @param current how growing files are compressed: each commit is a member of its own
/// @param postprocessor a command line that is run for each file of the past, empty for none
/// @param keepFor how long files of the past are kept, zero for ever
/// @param keepBytes how many bytes files of the past may have together, 0 for any
public record LogStoreSettings(
    Path folder,
    ZoneId zone,
    long rotationSeconds,
    Compression archived,
    Compression current,
    String postprocessor,
    Duration keepFor,
    long keepBytes) {
  private static final long HOUR = 3600;

  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one makes no sense
  public LogStoreSettings {
    if (rotationSeconds < 0 || keepFor.isNegative() || keepBytes < 0) {
      throw new IllegalArgumentException("times and sizes of logs can't be negative");
    }
  }

  /// Files turn each hour and are then compressed with gzip; all are kept.
  public static LogStoreSettings standard(Path folder) {
    return new LogStoreSettings(
        folder,
        ZoneId.systemDefault(),
        HOUR,
        Compression.GZIP,
        Compression.NONE,
        "",
        Duration.ZERO,
        0);
  }

  /// Where files grow.
  public Path currentFolder() {
    return folder.resolve("current");
  }

  /// Where files lie that turned and are not yet compressed.
  Path rotatedFolder() {
    return folder.resolve(".rotated");
  }

  Path journal() {
    return folder.resolve(".journal");
  }
}
