package org.brood.regex;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One [Nfa], which all threads share, and a [Dfa] for each thread that matches with it. The thread
/// that came last finds its own without a look-up.
final class Automaton {
  private final Nfa nfa;
  private final ThreadLocal<Dfa> others;
  private @Nullable Dfa latest;

  Automaton(Nfa nfa, int maxCells) {
    this.nfa = nfa;
    this.others = ThreadLocal.withInitial(() -> new Dfa(nfa, maxCells));
  }

  static Automaton of(byte[] text) throws RegexSyntaxException {
    Node node = Parser.parse(text, false);
    String shown = new String(text, StandardCharsets.UTF_8);
    return new Automaton(Nfa.of(List.of(node), shown), RegexLimits.PATTERN_CELLS);
  }

  /// The calling thread's own. `latest` is read without a lock: whatever thread wrote it, a [Dfa]
  /// knows its owner by a final field.
  Dfa dfa() {
    Dfa dfa = latest;
    if (dfa == null || dfa.owner() != Thread.currentThread()) {
      dfa = others.get();
      latest = dfa;
    }
    return dfa;
  }

  AutomatonStats stats() {
    Dfa dfa = dfa();
    return new AutomatonStats(nfa.size(), dfa.rowCount(), dfa.flushes());
  }
}
