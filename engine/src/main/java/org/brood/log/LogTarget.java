package org.brood.log;

import java.util.List;
import java.util.Map;

/// What a log writer is made for.
///
/// @param stream the enumerator's name, such as `Conn::LOG`
/// @param writer the enumerator's name, such as `Log::WRITER_ASCII`
/// @param path such as `conn`
/// @param config the filter's `$config`
/// @param columns those of the filter that had the first row for it
/// @param rotation when its files change
public record LogTarget(
    String stream,
    String writer,
    String path,
    Map<String, String> config,
    List<LogColumn> columns,
    Rotation rotation) {

  /// When files change, and what is done with them then.
  ///
  /// @param intervalSeconds between two files, 0 for one file that stays
  /// @param baseSeconds the time of day that changes are aligned to, negative for none
  /// @param postprocessor the name of the filter's own function, empty if it has none
  public record Rotation(double intervalSeconds, double baseSeconds, String postprocessor) {
    private static final Rotation NEVER = new Rotation(0, -1, "");
  }

  /// A target whose files stay, and of whose columns no writer needs to know beforehand.
  public static LogTarget plain(
      String stream, String writer, String path, Map<String, String> config) {
    return new LogTarget(stream, writer, path, config, List.of(), Rotation.NEVER);
  }
}
