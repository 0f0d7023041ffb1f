package org.brood.input;

import java.io.IOException;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Lines that are read one by one, and again when they change.
interface Lines {
  boolean isOpen();

  /// Opens them, from the beginning.
  boolean open();

  /// What became of the file since it was opened or last asked for.
  Change change();

  /// The next line without its end.
  ///
  /// @param partial whether the end of the file ends a line too
  /// @return null at the end
  @Nullable Str next(boolean partial) throws IOException;

  /// Whether the line that was read last is there no more.
  default boolean isGone() {
    return false;
  }

  void close();

  /// What may become of a file.
  enum Change {
    NONE,
    CHANGED,
    /// Another file has its name.
    REPLACED,
    MISSING
  }
}
