package org.brood.log;

import java.io.IOException;
import java.util.Map;

/// Makes writers.
@FunctionalInterface
public interface LogWriterFactory {

  /// Makes a writer for a path.
  ///
  /// @param stream the enumerator's name, such as `Conn::LOG`
  /// @param writer the enumerator's name, such as `Log::WRITER_ASCII`
  /// @param path such as `conn`
  /// @param config the filter's `$config`
  /// @throws IOException if the writer's options make no sense or its file can't be made
  LogWriter create(String stream, String writer, String path, Map<String, String> config)
      throws IOException;
}
