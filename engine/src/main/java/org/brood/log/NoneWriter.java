package org.brood.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes nothing, for measuring and for streams whose filters only count.
public final class NoneWriter implements LogWriter {
  @Override
  public void write(List<LogColumn> columns, @Nullable Object[] values) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String rotate(String newPath) {
    return "";
  }
}
