package org.brood.log;

import java.io.IOException;
import java.nio.file.Path;

/// A log that a run began and did not rotate, for it did not come to its end.
///
/// @param home what directories in the names of rotated files are relative to
/// @param file where it lies
/// @param path the path of its filter, such as `conn`
/// @param extension of its name, such as `.log`
/// @param postprocessor the name of the function that rotated files go to, empty for the usual one
/// @param openTime when it was begun, in seconds since 1970
/// @param closeTime when it was last written
/// @param mark what says that it is unfinished
public record LeftoverLog(
    Path home,
    Path file,
    String path,
    String extension,
    String postprocessor,
    double openTime,
    double closeTime,
    Mark mark) {

  /// What lies beside an unfinished log.
  public interface Mark {
    /// Takes it away; the log counts as finished from then on.
    void remove() throws IOException;
  }
}
