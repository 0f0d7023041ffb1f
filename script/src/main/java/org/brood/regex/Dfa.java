package org.brood.regex;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The deterministic automaton of an [Nfa], made while it is used: a state is a set of NFA states,
/// a transition is computed when an input first needs it (Aho, Sethi, Ullman, "Compilers", 3.7).
/// When the table has reached its limit all of it is thrown away and matching goes on from the
/// state that it stands in, so that no input can make it grow.
///
/// A state is known outside by its *entry*: the offset of its row in the table, shifted left once,
/// and 1 in the lowest bit when it accepts. Entry 0 is the state that nothing leads out of. Entries
/// are worthless after a flush; who keeps a state for later keeps a [State].
///
/// One thread owns it.
final class Dfa {
  static final int DEAD = 0;
  private static final int UNKNOWN = -1;
  private static final int[] NONE = {};

  /// A state that outlives flushes.
  static final class State {
    private final int[] nfaStates;
    private final int[] accepted;
    private int entry;
    private int epoch;

    private State(int[] nfaStates, int[] accepted) {
      this.nfaStates = nfaStates;
      this.accepted = accepted;
    }

    /// The numbers of the expressions that end here, in rising order.
    int[] accepted() {
      return accepted;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof State s && Arrays.equals(nfaStates, s.nfaStates);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(nfaStates);
    }
  }

  private final Nfa nfa;
  private final Thread owner = Thread.currentThread();
  private final int stride;
  private final int maxRows;
  private final long maxMembers;
  private final Map<State, State> known = new HashMap<>();
  private final State dead = new State(NONE, NONE);
  private final State first;
  private State[] rows = new State[4];
  private int[] table = new int[0];
  private int rowCount;
  private long members;
  private int epoch = 1;
  private long flushes;

  // Scratch space of the subset construction.
  private final int[] seen;
  private int seenMark;
  private int[] stack = new int[16];
  private int[] found = new int[16];
  private int foundCount;

  Dfa(Nfa nfa, int maxCells) {
    this.nfa = nfa;
    this.stride = nfa.classes();
    this.maxRows = Math.max(8, maxCells / stride);
    this.maxMembers = Math.max(4L * maxCells, 8L * nfa.size());
    this.seen = new int[nfa.size()];
    clear();
    beginSet();
    if (nfa.start() >= 0) {
      addClosure(nfa.start());
    }
    this.first = endSet();
  }

  Thread owner() {
    return owner;
  }

  /// How often the table was thrown away.
  long flushes() {
    return flushes;
  }

  int rowCount() {
    return rowCount;
  }

  int maxRows() {
    return maxRows;
  }

  /// The entry of the state that nothing was read in yet, not even the mark of the beginning.
  int start() {
    return entryOf(first);
  }

  int afterBol(int entry) {
    return step(entry, nfa.classOfBol());
  }

  int afterEol(int entry) {
    return step(entry, nfa.classOfEol());
  }

  int step(int entry, int symbolClass) {
    int next = table[(entry >> 1) + symbolClass];
    return next >= 0 ? next : compute(entry, symbolClass);
  }

  static boolean accepts(int entry) {
    return (entry & 1) != 0;
  }

  State stateOf(int entry) {
    return rows[(entry >> 1) / stride];
  }

  int entryOf(State state) {
    return state.epoch == epoch ? state.entry : place(state);
  }

  /// The entry after all of `length` bytes, or [#DEAD].
  int walk(byte[] bytes, int offset, int length, int from) {
    byte[] classOf = nfa.classOfByte();
    int[] cells = table;
    int entry = from;
    for (int i = offset, end = offset + length; i < end; i++) {
      int symbolClass = classOf[bytes[i] & 0xff] & 0xff;
      int next = cells[(entry >> 1) + symbolClass];
      if (next < 0) {
        next = compute(entry, symbolClass);
        cells = table;
      }
      if (next == DEAD) {
        return DEAD;
      }
      entry = next;
    }
    return entry;
  }

  /// Walks until an expression ends, the bytes end, or nothing can match any more. Most bytes of
  /// most texts leave the state as it is: to leave then also `entry` as it is lets the processor go
  /// on before it has read the table.
  ///
  /// @return where it stands ([#entryIn]) and how many bytes it has read ([#consumedIn])
  long walkToAccept(byte[] bytes, int offset, int length, int from) {
    byte[] classOf = nfa.classOfByte();
    int[] cells = table;
    int entry = from;
    for (int i = offset, end = offset + length; i < end; i++) {
      int symbolClass = classOf[bytes[i] & 0xff] & 0xff;
      int next = cells[(entry >> 1) + symbolClass];
      if (next < 0) {
        next = compute(entry, symbolClass);
        cells = table;
      }
      if ((next & 1) != 0) {
        return pack(next, i + 1 - offset);
      }
      if (next == entry) {
        continue;
      }
      if (next == DEAD) {
        return pack(DEAD, length);
      }
      entry = next;
    }
    return pack(entry, length);
  }

  /// Like the other one, for native memory.
  long walkToAccept(MemorySegment bytes, long offset, int length, int from) {
    byte[] classOf = nfa.classOfByte();
    int[] cells = table;
    int entry = from;
    for (int i = 0; i < length; i++) {
      int symbolClass = classOf[bytes.get(ValueLayout.JAVA_BYTE, offset + i) & 0xff] & 0xff;
      int next = cells[(entry >> 1) + symbolClass];
      if (next < 0) {
        next = compute(entry, symbolClass);
        cells = table;
      }
      if ((next & 1) != 0) {
        return pack(next, i + 1);
      }
      if (next == entry) {
        continue;
      }
      if (next == DEAD) {
        return pack(DEAD, length);
      }
      entry = next;
    }
    return pack(entry, length);
  }

  private static long pack(int entry, int consumed) {
    return (long) consumed << 32 | entry;
  }

  static int entryIn(long packed) {
    return (int) packed;
  }

  static int consumedIn(long packed) {
    return (int) (packed >>> 32);
  }

  /// The length of the longest prefix of the bytes after which an expression ends, or -1.
  ///
  /// @param toEnd whether the end of the bytes is the end of the text, where `$` matches
  int longest(byte[] bytes, int offset, int length, int from, boolean toEnd) {
    byte[] classOf = nfa.classOfByte();
    int last = accepts(from) ? 0 : -1;
    int entry = from;
    for (int i = 0; i < length; i++) {
      entry = step(entry, classOf[bytes[offset + i] & 0xff] & 0xff);
      if (entry == DEAD) {
        return last;
      }
      if (accepts(entry)) {
        last = i + 1;
      }
    }
    return toEnd && accepts(afterEol(entry)) ? length : last;
  }

  private int compute(int entry, int symbolClass) {
    State from = stateOf(entry);
    beginSet();
    for (int state : from.nfaStates) {
      if (nfa.moves(state, symbolClass)) {
        addClosure(nfa.out(state));
      }
    }
    State to = endSet();
    int before = epoch;
    int next = entryOf(to);
    if (epoch == before) {
      table[(entry >> 1) + symbolClass] = next;
    }
    return next;
  }

  private void beginSet() {
    foundCount = 0;
    if (++seenMark < 0) {
      Arrays.fill(seen, 0);
      seenMark = 1;
    }
  }

  private void addClosure(int start) {
    int depth = 0;
    stack[depth++] = start;
    while (depth > 0) {
      int state = stack[--depth];
      if (seen[state] == seenMark) {
        continue;
      }
      seen[state] = seenMark;
      if (!nfa.splits(state)) {
        if (foundCount == found.length) {
          found = Arrays.copyOf(found, foundCount * 2);
        }
        found[foundCount++] = state;
        continue;
      }
      if (depth + 2 > stack.length) {
        stack = Arrays.copyOf(stack, stack.length * 2);
      }
      stack[depth++] = nfa.other(state);
      stack[depth++] = nfa.out(state);
    }
  }

  private State endSet() {
    if (foundCount == 0) {
      return dead;
    }
    int[] set = Arrays.copyOf(found, foundCount);
    Arrays.sort(set);
    int count = 0;
    int[] accepted = NONE;
    for (int state : set) {
      if (nfa.accepts(state)) {
        accepted = Arrays.copyOf(accepted, count + 1);
        accepted[count++] = nfa.out(state);
      }
    }
    Arrays.sort(accepted);
    var fresh = new State(set, accepted);
    State old = known.get(fresh);
    return old == null ? fresh : old;
  }

  /// Gives a state a row in the present table.
  private int place(State state) {
    State same = known.get(state);
    if (same != null) {
      state.entry = same.entry;
      state.epoch = epoch;
      return same.entry;
    }
    if (rowCount >= maxRows || members + state.nfaStates.length > maxMembers) {
      flushes++;
      clear();
    }
    return addRow(state);
  }

  private void clear() {
    epoch++;
    known.clear();
    rowCount = 0;
    members = 0;
    table = new int[4 * stride];
    rows = new State[4];
    addRow(dead);
    Arrays.fill(table, 0, stride, DEAD);
  }

  private int addRow(State state) {
    if (rowCount == rows.length) {
      int more = Math.min(maxRows + 1, rowCount * 2);
      rows = Arrays.copyOf(rows, more);
      table = Arrays.copyOf(table, more * stride);
    }
    int offset = rowCount * stride;
    Arrays.fill(table, offset, offset + stride, UNKNOWN);
    rows[rowCount++] = state;
    members += state.nfaStates.length;
    state.entry = offset << 1 | (state.accepted.length > 0 ? 1 : 0);
    state.epoch = epoch;
    known.put(state, state);
    return state.entry;
  }
}
