package org.brood.analyzer;

/// What parses one connection's payload: a [StreamAnalyzer], a [DatagramAnalyzer], or both.
public interface ProtocolAnalyzer {

  /// The connection ends, or the analyzer is taken off it: the last word.
  default void done() {}

  /// The two sides changed places; nothing that was stored by side is right any more.
  default void flipped() {}
}
