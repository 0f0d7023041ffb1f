package org.brood.log;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes the rows of one path of one stream.
public interface LogWriter {

  /// Writes a row.
  ///
  /// @param columns what the values mean; the same at each call
  /// @param values in plain boxed form, null for unset ones
  void write(List<LogColumn> columns, @Nullable Object[] values) throws IOException;

  /// Brings everything to the file.
  void flush() throws IOException;

  /// Closes the file, if there is one.
  void close() throws IOException;

  /// Closes the file and gives it another name; the next row begins a new one.
  ///
  /// @param newPath without extension
  /// @return the name that it was given, empty if there is no file
  String rotate(String newPath) throws IOException;
}
