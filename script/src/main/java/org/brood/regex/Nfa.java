package org.brood.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The nondeterministic automaton of one or more expressions, built as Thompson describes it
/// ("Regular expression search algorithm", CACM 1968), and the partition of the symbols into
/// classes that no expression tells apart.
///
/// It is never changed once it is built and may be shared by threads.
final class Nfa {
  private static final int SPLIT = -1;
  private static final int ACCEPT = -2;

  /// For each state the number of its symbol set, [#SPLIT] or [#ACCEPT].
  private final int[] kind;

  /// Where a state leads to; for an accepting one the number of the expression.
  private final int[] out;

  /// Where a split leads to besides.
  private final int[] other;

  private final int start;
  private final int size;
  private final byte[] classOfByte;
  private final int classOfBol;
  private final int classOfEol;
  private final int classes;
  private final boolean[][] setHasClass;

  private Nfa(Builder from, int start) {
    this.kind = Arrays.copyOf(from.kind, from.size);
    this.out = Arrays.copyOf(from.out, from.size);
    this.other = Arrays.copyOf(from.other, from.size);
    this.start = start;
    this.size = from.size;
    int[] classOf = new int[Node.SYMBOLS];
    this.classes = partition(from.sets, classOf);
    this.classOfByte = new byte[256];
    for (int b = 0; b < 256; b++) {
      classOfByte[b] = (byte) classOf[b];
    }
    this.classOfBol = classOf[Node.BOL];
    this.classOfEol = classOf[Node.EOL];
    this.setHasClass = new boolean[from.sets.size()][classes];
    for (int set = 0; set < setHasClass.length; set++) {
      for (int symbol = 0; symbol < Node.SYMBOLS; symbol++) {
        setHasClass[set][classOf[symbol]] |= from.sets.get(set).get(symbol);
      }
    }
  }

  /// @param text what to name in the message
  /// @throws RegexSyntaxException if an automaton for these expressions would be too large
  static void checkSize(List<Node> expressions, String text) throws RegexSyntaxException {
    long total = 0;
    for (Node expression : expressions) {
      total += Node.size(expression) + 2;
    }
    if (total > RegexLimits.MAX_NFA_STATES) {
      throw new RegexSyntaxException("pattern too large", text);
    }
  }

  /// Compiles expressions; the index of an expression in the list is its number.
  static Nfa of(List<Node> expressions) {
    var builder = new Builder();
    int start = -1;
    for (int i = 0; i < expressions.size(); i++) {
      int entry = builder.compile(expressions.get(i), builder.add(ACCEPT, i, -1));
      start = start < 0 ? entry : builder.add(SPLIT, entry, start);
    }
    return new Nfa(builder, start);
  }

  /// Refines one class of all symbols by each set in turn. There are never more than 258 classes.
  private static int partition(List<BitSet> sets, int[] classOf) {
    int count = 1;
    // The anchors are never alike to bytes.
    classOf[Node.BOL] = count++;
    classOf[Node.EOL] = count++;
    for (BitSet set : sets) {
      int[] inside = new int[count];
      int[] outside = new int[count];
      for (int symbol = 0; symbol < Node.SYMBOLS; symbol++) {
        (set.get(symbol) ? inside : outside)[classOf[symbol]]++;
      }
      int[] moved = new int[count];
      int next = count;
      for (int c = 0; c < count; c++) {
        moved[c] = inside[c] > 0 && outside[c] > 0 ? next++ : c;
      }
      if (next == count) {
        continue;
      }
      for (int symbol = set.nextSetBit(0); symbol >= 0; symbol = set.nextSetBit(symbol + 1)) {
        classOf[symbol] = moved[classOf[symbol]];
      }
      count = next;
    }
    return compact(classOf, count);
  }

  /// Numbers the classes of bytes 0 … 255 first, so that they fit an unsigned byte.
  private static int compact(int[] classOf, int count) {
    int[] number = new int[count];
    Arrays.fill(number, -1);
    int next = 0;
    for (int symbol = 0; symbol < Node.SYMBOLS; symbol++) {
      if (number[classOf[symbol]] < 0) {
        number[classOf[symbol]] = next++;
      }
      classOf[symbol] = number[classOf[symbol]];
    }
    return next;
  }

  int size() {
    return size;
  }

  int classes() {
    return classes;
  }

  byte[] classOfByte() {
    return classOfByte;
  }

  int classOfBol() {
    return classOfBol;
  }

  int classOfEol() {
    return classOfEol;
  }

  int start() {
    return start;
  }

  boolean consumes(int state) {
    return kind[state] >= 0;
  }

  boolean accepts(int state) {
    return kind[state] == ACCEPT;
  }

  boolean splits(int state) {
    return kind[state] == SPLIT;
  }

  boolean moves(int state, int symbolClass) {
    return kind[state] >= 0 && setHasClass[kind[state]][symbolClass];
  }

  int out(int state) {
    return out[state];
  }

  int other(int state) {
    return other[state];
  }

  private static final class Builder {
    private int[] kind = new int[64];
    private int[] out = new int[64];
    private int[] other = new int[64];
    private int size;
    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> setNumbers = new HashMap<>();

    int add(int stateKind, int to, int alsoTo) {
      if (size == kind.length) {
        kind = Arrays.copyOf(kind, size * 2);
        out = Arrays.copyOf(out, size * 2);
        other = Arrays.copyOf(other, size * 2);
      }
      kind[size] = stateKind;
      out[size] = to;
      other[size] = alsoTo;
      return size++;
    }

    /// Compiles backwards: returns the state that stands for `node` and then `next`.
    int compile(Node node, int next) {
      return switch (node) {
        case Node.Empty() -> next;
        case Node.Symbols(BitSet set) -> add(setNumber(set), next, -1);
        case Node.Concat(List<Node> parts) -> {
          int state = next;
          for (Node part : parts.reversed()) {
            state = compile(part, state);
          }
          yield state;
        }
        case Node.Alternate(List<Node> choices) -> {
          int state = compile(choices.getLast(), next);
          for (Node choice : choices.subList(0, choices.size() - 1).reversed()) {
            state = add(SPLIT, compile(choice, next), state);
          }
          yield state;
        }
        case Node.Repeat(Node body, int min, int max) -> repeat(body, min, max, next);
      };
    }

    private int repeat(Node body, int min, int max, int next) {
      int state = next;
      if (max == Node.UNBOUNDED) {
        state = add(SPLIT, -1, next);
        int entry = compile(body, state);
        out[state] = entry;
      } else {
        for (int i = min; i < max; i++) {
          state = add(SPLIT, compile(body, state), next);
        }
      }
      for (int i = 0; i < min; i++) {
        state = compile(body, state);
      }
      return state;
    }

    private int setNumber(BitSet set) {
      Integer known = setNumbers.get(set);
      if (known != null) {
        return known;
      }
      setNumbers.put(set, sets.size());
      sets.add(set);
      return sets.size() - 1;
    }
  }
}
