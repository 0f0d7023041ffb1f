package org.brood.log;

import java.io.IOException;
import java.util.List;

/// Makes writers.
@FunctionalInterface
public interface LogWriterFactory {

  /// Makes a writer.
  ///
  /// @throws IOException if the writer's options make no sense or its file can't be made
  LogWriter create(LogTarget target) throws IOException;

  /// Files that an earlier run left where this one writes; empty if scripts do not ask for them.
  ///
  /// @throws IOException if the folder can't be read
  default List<LeftoverLog> leftovers() throws IOException {
    return List.of();
  }
}
