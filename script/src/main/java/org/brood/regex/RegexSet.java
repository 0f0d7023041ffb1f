package org.brood.regex;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Many expressions that are matched in one pass: those of signatures, file magic, or a table that
/// patterns index.
///
/// Each expression is anchored at the beginning, as Zeek's signatures are: one that may match
/// anywhere starts with `.*`. It may be shared by threads.
public final class RegexSet {
  private final int[] ids;
  private final Automaton automaton;

  private RegexSet(int[] ids, Automaton automaton) {
    this.ids = ids;
    this.automaton = automaton;
  }

  /// Collects expressions for a set.
  public static final class Builder {
    private final boolean multiline;
    private final List<Node> nodes = new ArrayList<>();
    private int[] ids = new int[8];

    private Builder(boolean multiline) {
      this.multiline = multiline;
    }

    /// Adds an expression, of which matches are reported as `id`.
    public Builder add(byte[] expression, int id) throws RegexSyntaxException {
      Node node = Parser.parse(expression, multiline);
      if (nodes.size() == ids.length) {
        ids = Arrays.copyOf(ids, ids.length * 2);
      }
      ids[nodes.size()] = id;
      var bol = new BitSet();
      bol.set(Node.BOL);
      nodes.add(new Node.Concat(List.of(new Node.Repeat(new Node.Symbols(bol), 0, 1), node)));
      return this;
    }

    /// Adds a pattern, which is to match a whole text: for [RegexSet#matchesExactly].
    public Builder add(Regex pattern, int id) throws RegexSyntaxException {
      return add(pattern.exactText(), id);
    }

    public RegexSet build() throws RegexSyntaxException {
      return new RegexSet(
          Arrays.copyOf(ids, nodes.size()),
          new Automaton(List.copyOf(nodes), "", RegexLimits.SET_CELLS));
    }
  }

  /// Starts a set of expressions in which `.` means any byte: signatures and file magic.
  public static Builder forSignatures() {
    return new Builder(true);
  }

  /// Starts a set of patterns, in which `.` means any byte but a newline.
  public static Builder forPatterns() {
    return new Builder(false);
  }

  /// The number of expressions.
  public int size() {
    return ids.length;
  }

  /// The ids of all expressions that match the whole text, in the order in which they were added.
  public int[] matchesExactly(byte[] bytes) {
    if (ids.length == 0) {
      return new int[0];
    }
    Dfa dfa = automaton.dfa();
    int entry = dfa.walk(bytes, 0, bytes.length, dfa.afterBol(dfa.start()));
    int[] accepted = dfa.stateOf(dfa.afterEol(entry)).accepted();
    int[] matched = new int[accepted.length];
    for (int i = 0; i < matched.length; i++) {
      matched[i] = ids[accepted[i]];
    }
    return matched;
  }

  /// A matcher for one stream of bytes; it belongs to the calling thread.
  public Matcher matcher() {
    return new Matcher(this, automaton.dfa());
  }

  /// What the automaton of the calling thread holds, for diagnosis.
  public AutomatonStats stats() {
    return automaton.stats();
  }

  /// Where one stream of bytes stands in a set, and what has matched in it so far. It keeps some
  /// dozen bytes, however long the stream.
  public static final class Matcher {
    private static final int[] NONE = {};

    private final RegexSet set;
    private final Dfa dfa;
    private Dfa.@Nullable State at;
    private long read;
    private int[] matched = NONE;
    private long[] ends = {};
    private int count;
    private int[] noted = NONE;

    private Matcher(RegexSet set, Dfa dfa) {
      this.set = set;
      this.dfa = dfa;
    }

    /// Reads the next bytes of the stream.
    ///
    /// @param bol whether the text starts with these bytes, where `^` matches
    /// @param eol whether it ends with them, where `$` matches
    /// @return whether an expression has matched that had not before
    public boolean feed(byte[] bytes, int offset, int length, boolean bol, boolean eol) {
      int before = count;
      int entry = begin(bol);
      int done = 0;
      while (done < length && entry != Dfa.DEAD) {
        long walked = dfa.walkToAccept(bytes, offset + done, length - done, entry);
        entry = Dfa.entryIn(walked);
        done += Dfa.consumedIn(walked);
        note(entry, read + done);
      }
      return finish(entry, length, eol) || count > before;
    }

    /// As the other one, for native memory.
    public boolean feed(MemorySegment bytes, long offset, int length, boolean bol, boolean eol) {
      int before = count;
      int entry = begin(bol);
      int done = 0;
      while (done < length && entry != Dfa.DEAD) {
        long walked = dfa.walkToAccept(bytes, offset + done, length - done, entry);
        entry = Dfa.entryIn(walked);
        done += Dfa.consumedIn(walked);
        note(entry, read + done);
      }
      return finish(entry, length, eol) || count > before;
    }

    private int begin(boolean bol) {
      Dfa.State from = at;
      int entry = from == null ? dfa.start() : dfa.entryOf(from);
      if (from == null) {
        note(entry, 0);
      }
      if (bol && entry != Dfa.DEAD) {
        entry = dfa.afterBol(entry);
        note(entry, read);
      }
      return entry;
    }

    private boolean finish(int entry, int length, boolean eol) {
      int before = count;
      int last = entry;
      read += length;
      if (eol && last != Dfa.DEAD) {
        last = dfa.afterEol(last);
        note(last, read);
      }
      at = dfa.stateOf(last);
      return count > before;
    }

    // The same array means the same state, which is all that this asks.
    @SuppressWarnings("ReferenceEquality")
    private void note(int entry, long end) {
      if (!Dfa.accepts(entry)) {
        return;
      }
      int[] accepted = dfa.stateOf(entry).accepted();
      if (accepted == noted) {
        return;
      }
      noted = accepted;
      for (int number : accepted) {
        if (!hasMatched(number)) {
          if (count == matched.length) {
            matched = Arrays.copyOf(matched, Math.max(4, count * 2));
            ends = Arrays.copyOf(ends, matched.length);
          }
          matched[count] = number;
          ends[count++] = end;
        }
      }
    }

    private boolean hasMatched(int number) {
      for (int i = 0; i < count; i++) {
        if (matched[i] == number) {
          return true;
        }
      }
      return false;
    }

    /// Whether nothing can match any more, whatever follows.
    public boolean exhausted() {
      return at != null && dfa.entryOf(at) == Dfa.DEAD;
    }

    /// Whether nothing was fed yet.
    public boolean isFresh() {
      return at == null && read == 0 && count == 0;
    }

    /// How many expressions have matched.
    public int count() {
      return count;
    }

    /// The id of the `index`th match, in the order in which they were found.
    public int id(int index) {
      return set.ids[matched[index]];
    }

    /// How many bytes of the stream had been read when the `index`th match was found.
    public long end(int index) {
      return ends[index];
    }

    /// How many bytes were read.
    public long read() {
      return read;
    }

    /// Forgets the stream and its matches.
    public void clear() {
      at = null;
      noted = NONE;
      read = 0;
      count = 0;
    }

    /// Starts over in the text, but keeps what has matched.
    public void restart() {
      at = null;
      read = 0;
    }
  }
}
