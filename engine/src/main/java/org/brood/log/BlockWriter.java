package org.brood.log;

import java.io.IOException;
import java.util.List;
import org.brood.script.value.ByteSink;

/// A writer that also takes rows which somebody else has formatted.
public interface BlockWriter extends LogWriter {
  /// A format of its own for each caller: it may be used on another thread.
  RowFormat newFormat();

  /// Writes whole rows as they are.
  void append(List<LogColumn> columns, ByteSink rows) throws IOException;
}
