package org.brood.script.bif;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Opaque;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Sets of shell patterns: `*`, `?`, `[…]`, `\` before a character that stands for itself.
@Natives
public final class Globs {
  private Globs() {}

  /// A `paraglob`: patterns in the order of their bytes.
  private static final class Patterns implements Opaque {
    private final List<Str> patterns;

    Patterns(List<Str> patterns) {
      this.patterns = patterns;
    }

    @Override
    public String typeName() {
      return "paraglob";
    }

    @Override
    public Opaque copied() {
      return this;
    }
  }

  private static Patterns of(Runtime rt, Opaque handle) {
    if (handle instanceof Patterns patterns) {
      return patterns;
    }
    throw rt.error("not a paraglob");
  }

  public static Opaque paraglob_init(Runtime rt, Object v) {
    if (!(v instanceof Vec vec) || vec.type().element() != Basic.STRING) {
      rt.note(Level.ERROR, "paraglob requires a vector of strings for initialization.");
      return new Patterns(List.of());
    }
    TreeSet<Str> patterns = new TreeSet<>();
    for (int i = 0; i < vec.size(); i++) {
      if (vec.get(i) instanceof Str pattern) {
        patterns.add(pattern);
      }
    }
    return new Patterns(List.copyOf(patterns));
  }

  public static Vec paraglob_match(Runtime rt, Opaque handle, Str text) {
    List<Str> found = new ArrayList<>();
    for (Str pattern : of(rt, handle).patterns) {
      if (matches(pattern, text)) {
        found.add(pattern);
      }
    }
    return Vec.of(new VectorType(Basic.STRING), found);
  }

  public static boolean paraglob_equals(Runtime rt, Opaque one, Opaque two) {
    return of(rt, one).patterns.equals(of(rt, two).patterns);
  }

  /// Matches with one place to go back to, the last star: no pattern takes longer than the product
  /// of the lengths.
  static boolean matches(Str pattern, Str text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      int next = p < pattern.length() ? step(pattern, p, text.at(t)) : -1;
      if (p < pattern.length() && pattern.at(p) == '*') {
        star = p++;
        mark = t;
      } else if (next >= 0) {
        p = next;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.at(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// Where the pattern goes on after it has taken a byte, -1 if it does not take it.
  private static int step(Str pattern, int at, int b) {
    return switch (pattern.at(at)) {
      case '?' -> at + 1;
      case '[' -> bracket(pattern, at, b);
      case '\\' -> at + 1 < pattern.length() && pattern.at(at + 1) == b ? at + 2 : -1;
      default -> pattern.at(at) == b ? at + 1 : -1;
    };
  }

  private static int bracket(Str pattern, int from, int b) {
    int at = from + 1;
    boolean negated = at < pattern.length() && (pattern.at(at) == '!' || pattern.at(at) == '^');
    at += negated ? 1 : 0;
    int first = at;
    boolean found = false;
    while (at < pattern.length() && (pattern.at(at) != ']' || at == first)) {
      int low = pattern.at(at);
      int high = low;
      if (at + 2 < pattern.length() && pattern.at(at + 1) == '-' && pattern.at(at + 2) != ']') {
        high = pattern.at(at + 2);
        at += 2;
      }
      found |= b >= low && b <= high;
      at++;
    }
    if (at >= pattern.length()) {
      // No bracket that closes: the one that opens is a character like others.
      return b == '[' ? from + 1 : -1;
    }
    return found != negated ? at + 1 : -1;
  }
}
