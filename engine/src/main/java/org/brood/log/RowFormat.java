package org.brood.log;

import java.util.List;
import org.brood.script.value.ByteSink;
import org.jspecify.annotations.Nullable;

/// How a row becomes a line of text.
public interface RowFormat {
  /// Appends the row with its line end.
  void row(ByteSink out, List<LogColumn> columns, @Nullable Object[] values);

  /// Appends what stands at the top of a file.
  void header(ByteSink out, List<LogColumn> columns, String path, String openTime);

  /// Appends what stands at the end of a file.
  void footer(ByteSink out, String closeTime);
}
