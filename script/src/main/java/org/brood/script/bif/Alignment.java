package org.brood.script.bif;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.RecordType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Pieces that two strings have in common, in the same order in both: local alignment after Smith
/// and Waterman (1981), where bytes that go on with a match count a hundred times as much as one
/// that begins it, and gaps cost nothing.
@Natives
public final class Alignment {
  /// Cells of the matrix at most: the product of both lengths.
  private static final long MOST_CELLS = 16_000_000;

  /// Steps along paths at most, for many may begin where others go on; what they would give is left
  /// out.
  private static final long MOST_STEPS = 50_000_000;

  private static final int CONTINUED = 100;
  private static final int NOTHING = -1;

  /// A piece, and where it begins in each string.
  private record Piece(Str text, int first, int second, boolean isNew) {
    Piece begins() {
      return new Piece(text, first, second, true);
    }

    boolean covers(Piece other) {
      return first <= other.first
          && second <= other.second
          && first + text.length() >= other.first + other.text.length()
          && second + text.length() >= other.second + other.text.length();
    }
  }

  private final Str first;
  private final Str second;
  private final int width;

  /// For each cell the one that its path comes from, [#NOTHING] at the border.
  private final int[] before;

  private final BitSet matches = new BitSet();
  private final BitSet visited = new BitSet();
  private int best = NOTHING;
  private long steps;

  private Alignment(Str first, Str second) {
    this.first = first;
    this.second = second;
    this.width = second.length() + 1;
    this.before = new int[(first.length() + 1) * width];
    fill();
  }

  private void fill() {
    int[] scores = new int[before.length];
    java.util.Arrays.fill(before, NOTHING);
    int highest = 1;
    for (int row = 1; row <= first.length(); row++) {
      for (int column = 1; column < width; column++) {
        int at = row * width + column;
        int diagonal = at - width - 1;
        int above = at - width;
        int left = at - 1;
        if (first.at(row - 1) == second.at(column - 1)) {
          scores[at] = scores[diagonal] + (matches.get(diagonal) ? CONTINUED : 1);
          matches.set(at);
          before[at] = diagonal;
        } else {
          scores[at] = Math.max(scores[diagonal], Math.max(scores[above], scores[left]));
          before[at] = scores[at] == scores[above] ? above : left;
        }
        if (scores[at] > highest) {
          highest = scores[at];
          best = at;
        }
      }
    }
  }

  /// The pieces on the path that ends in a cell, the last one first.
  private List<Piece> path(int end, long shortest) {
    List<Piece> pieces = new ArrayList<>();
    int length = 0;
    int start = NOTHING;
    for (int at = end; at != NOTHING; at = before[at]) {
      visited.set(at);
      steps++;
      if (matches.get(at)) {
        start = at;
        length++;
      } else {
        if (length > 0 && length >= shortest) {
          pieces.add(piece(start, length));
        }
        length = 0;
      }
    }
    if (length > 0) {
      pieces.add(piece(start, length));
    }
    if (!pieces.isEmpty()) {
      pieces.add(pieces.removeLast().begins());
    }
    return pieces;
  }

  private Piece piece(int start, int length) {
    int row = start / width - 1;
    return new Piece(first.sub(row, row + length), row, start % width - 1, false);
  }

  /// The paths from every match that no other path leads through, without those whose pieces others
  /// hold.
  private List<Piece> all(long shortest) {
    List<List<Piece>> paths = new ArrayList<>();
    for (int row = first.length(); row > 0; row--) {
      for (int column = width - 1; column > 0 && steps < MOST_STEPS; column--) {
        int at = row * width + column;
        if (matches.get(at) && !visited.get(at)) {
          List<Piece> made = path(at, shortest);
          paths.forEach(p -> steps += (long) p.size() * made.size());
          addUnlessCovered(paths, made);
        }
      }
    }
    return paths.stream().flatMap(List::stream).toList();
  }

  private static void addUnlessCovered(List<List<Piece>> paths, List<Piece> made) {
    for (int i = 0; i < paths.size(); i++) {
      for (Piece old : paths.get(i)) {
        for (Piece piece : made) {
          if (old.covers(piece)) {
            return;
          }
          if (piece.covers(old)) {
            paths.remove(i);
            paths.add(made);
            return;
          }
        }
      }
    }
    paths.add(made);
  }

  public static Vec str_smith_waterman(Runtime rt, Str s1, Str s2, Record params) {
    RecordType pieceType = type(rt, "sw_substring");
    Vec result = new Vec(new VectorType(pieceType));
    long shortest = params.get("min_strlen") instanceof Long n ? n : 0;
    if (s1.length() < shortest || s2.length() < shortest) {
      return result;
    }
    if ((s1.length() + 1L) * (s2.length() + 1L) > MOST_CELLS) {
      throw rt.error("str_smith_waterman: strings are too long");
    }
    Alignment alignment = new Alignment(s1, s2);
    boolean multiple = params.get("sw_variant") instanceof Long n && n == 1;
    List<Piece> pieces =
        new ArrayList<>(
            multiple
                ? alignment.all(shortest)
                : alignment.best == NOTHING
                    ? Collections.emptyList()
                    : alignment.path(alignment.best, shortest));
    pieces.sort(
        s1.length() > s2.length()
            ? Comparator.comparingInt(Piece::first)
            : Comparator.comparingInt(Piece::second));
    for (Piece piece : pieces) {
      Record described = rt.program().newRecord(pieceType.id());
      described.set("str", piece.text);
      described.set("new", piece.isNew);
      Vec aligns = new Vec(new VectorType(type(rt, "sw_align")));
      aligns.add(place(rt, s1, piece.first));
      aligns.add(place(rt, s2, piece.second));
      described.set("aligns", aligns);
      result.add(described);
    }
    return result;
  }

  private static Record place(Runtime rt, Str str, int index) {
    Record place = rt.program().newRecord(type(rt, "sw_align").id());
    place.set("str", str);
    place.set("index", (long) index);
    return place;
  }

  private static RecordType type(Runtime rt, String name) {
    return Objects.requireNonNull(rt.info().record(name), name);
  }
}
