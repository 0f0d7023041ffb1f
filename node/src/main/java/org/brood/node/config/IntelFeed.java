package org.brood.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One source of indicators.
///
/// @param name of its section; names files, so letters, digits, `.`, `_`, `-`
/// @param place where it is
/// @param format how it is written
/// @param columns of CSV: which column, from 0, has what
/// @param separator of CSV
/// @param skipped lines at the beginning of CSV that are none
/// @param interval between two looks
/// @param timeout of one fetch, from the first byte asked to the last one read
/// @param access what opens the door
/// @param source what `meta.source` says; empty: the feed's name, but for Zeek's format, whose
///   lines say it themselves
/// @param notice whether hits make notices
/// @param minPercent a feed with less than this share of the last good one is refused
/// @param maxBytes of the feed, unpacked
public record IntelFeed(
    String name,
    Place place,
    Format format,
    @Nullable IndicatorType type,
    Map<Column, Integer> columns,
    char separator,
    int skipped,
    Duration interval,
    Duration timeout,
    Access access,
    String source,
    boolean notice,
    int minPercent,
    long maxBytes) {

  /// How a feed is written.
  public enum Format {
    /// Zeek's own, with a `#fields` line.
    ZEEK,
    /// An indicator a line.
    LIST,
    /// Columns, RFC 4180.
    CSV,
    /// A bundle of STIX 2.1.
    STIX
  }

  /// What a column of CSV may be.
  public enum Column {
    INDICATOR,
    TYPE,
    DESC,
    URL
  }

  /// Where a feed is.
  public sealed interface Place {
    record Web(URI uri) implements Place {}

    record Disk(Path file) implements Place {}
  }

  /// Files with what a server wants to see, and how the server proves what it is.
  ///
  /// @param credentials lines of headers, or `user:password`
  /// @param authorities certificates in PEM that are trusted instead of the system's
  public record Access(@Nullable Path credentials, @Nullable Path authorities) {}

  /// The type of all indicators, nothing if each tells its own by its look.
  public Optional<IndicatorType> fixedType() {
    return Optional.ofNullable(type);
  }

  /// Who says so, for formats whose lines do not.
  public String sourceName() {
    return source.isEmpty() ? name : source;
  }
}
