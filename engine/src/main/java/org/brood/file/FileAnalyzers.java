package org.brood.file;

import org.brood.event.Events;

/// The kinds of file analyzers that there are.
public final class FileAnalyzers {
  private FileAnalyzers() {}

  /// Makes all of them known.
  public static void register(FileTracker tracker) {
    Events events = tracker.events();
    HashAnalyzer.factories(events.type("file_hash")).forEach(tracker::add);
    tracker.add(new ExtractAnalyzer.Factory(events.type("file_extraction_limit")));
    tracker.add(new DataEventAnalyzer.Factory());
    tracker.add(new EntropyAnalyzer.Factory(events.type("file_entropy")));
  }
}
