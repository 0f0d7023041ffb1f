package org.brood.analyzer;

/// A protocol that can be analyzed: one object a worker, which holds the protocol's events.
public interface Protocol {

  /// The enumerator of `Analyzer::Tag`, such as `ANALYZER_DNS`.
  String tag();

  /// The name that is shown, such as `DNS`.
  String name();

  /// How many numbers besides its own an analyzer takes, as it does with Zeek where others cut
  /// lines for it.
  default int furtherNumbers() {
    return 0;
  }

  /// Makes the analyzer of one connection.
  ProtocolAnalyzer create(AnalyzerContext context);
}
