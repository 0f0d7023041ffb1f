package org.brood.flow;

import java.util.Arrays;
import org.brood.decode.PacketAnalyzer;
import org.brood.decode.Session;

/// Which tunnel protocols a connection speaks, and which it does not: few, so an array will do.
final class AnalyzerStates {
  /// The state of a connection of which no analyzer has said anything; never changed.
  static final AnalyzerStates NONE = new AnalyzerStates();

  private PacketAnalyzer[] analyzers = {};
  private Session.State[] states = {};

  /// Whether this is [#NONE].
  boolean isShared() {
    return analyzers.length == 0;
  }

  Session.State of(PacketAnalyzer analyzer) {
    for (int i = 0; i < analyzers.length; i++) {
      if (analyzers[i].equals(analyzer)) {
        return states[i];
      }
    }
    return Session.State.UNKNOWN;
  }

  void set(PacketAnalyzer analyzer, Session.State state) {
    int i = 0;
    while (i < analyzers.length && !analyzers[i].equals(analyzer)) {
      i++;
    }
    if (i == analyzers.length) {
      analyzers = Arrays.copyOf(analyzers, i + 1);
      states = Arrays.copyOf(states, i + 1);
      analyzers[i] = analyzer;
    }
    states[i] = state;
  }
}
