package org.brood.file;

import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Makes the analyzers of one kind.
public interface FileAnalyzerFactory {
  /// The enumerator of `Files::Tag` without its module, such as `ANALYZER_MD5`.
  String tag();

  /// Makes an analyzer for a file, null if its arguments don't allow it.
  ///
  /// @param arguments a `Files::AnalyzerArgs` record
  @Nullable FileAnalyzer create(TrackedFile file, Record arguments);
}
