package org.brood.regex;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One [Nfa], which all threads share, and a [Dfa] for each thread that matches with it. The thread
/// that came last finds its own without a look-up. All of it is made when it first matches: most
/// patterns of a program never do.
final class Automaton {
  private final List<Node> expressions;
  private final ThreadLocal<Dfa> others;
  private volatile @Nullable Nfa made;
  private @Nullable Dfa latest;

  /// @param expressions their places in the list are their numbers
  /// @param text what to name in the message
  /// @throws RegexSyntaxException if they are too large
  Automaton(List<Node> expressions, String text, int maxCells) throws RegexSyntaxException {
    Nfa.checkSize(expressions, text);
    this.expressions = expressions;
    this.others = ThreadLocal.withInitial(() -> new Dfa(nfa(), maxCells));
  }

  static Automaton of(byte[] text) throws RegexSyntaxException {
    Node node = Parser.parse(text, false);
    String shown = new String(text, StandardCharsets.UTF_8);
    return new Automaton(List.of(node), shown, RegexLimits.PATTERN_CELLS);
  }

  /// Two threads may make it at once; one of the two, which are alike, stays.
  private Nfa nfa() {
    Nfa nfa = made;
    if (nfa == null) {
      nfa = Nfa.of(expressions);
      made = nfa;
    }
    return nfa;
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
    return new AutomatonStats(nfa().size(), dfa.rowCount(), dfa.flushes());
  }
}
