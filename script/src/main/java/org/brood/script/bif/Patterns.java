package org.brood.script.bif;

import java.util.ArrayList;
import java.util.List;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Site;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Pattern;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;

/// Strings and patterns.
@Natives
public final class Patterns {
  private static final TableType STRING_SET = new TableType(List.of(Basic.STRING), null);

  private Patterns() {}

  public static Vec split_string(Str s, Pattern re) {
    return split(s, re, false, 0);
  }

  public static Vec split_string1(Str s, Pattern re) {
    return split(s, re, false, 1);
  }

  public static Vec split_string_all(Str s, Pattern re) {
    return split(s, re, true, 0);
  }

  public static Vec split_string_n(Str s, Pattern re, boolean withSeparators, long most) {
    return split(s, re, withSeparators, most);
  }

  private static int prefix(Pattern re, Str s, int at, boolean start) {
    return re.regex().longestPrefix(s.bytes(), at, s.length() - at, start, true);
  }

  /// Splits at the leftmost longest matches that are not empty.
  private static Vec split(Str s, Pattern re, boolean withSeparators, long most) {
    List<Str> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    long separators = 0;
    while (at < s.length() && (most == 0 || separators < most)) {
      int length = prefix(re, s, at, at == 0);
      if (length <= 0) {
        at++;
        continue;
      }
      parts.add(s.sub(from, at));
      if (withSeparators) {
        parts.add(s.sub(at, at + length));
      }
      separators++;
      at += length;
      from = at;
    }
    parts.add(s.sub(from, s.length()));
    return Values.strings(parts);
  }

  public static Str sub(Str s, Pattern re, Str repl) {
    return substitute(s, re, repl, false);
  }

  public static Str gsub(Str s, Pattern re, Str repl) {
    return substitute(s, re, repl, true);
  }

  private static Str substitute(Str s, Pattern re, Str repl, boolean all) {
    ByteSink out = new ByteSink(s.length());
    int at = 0;
    boolean more = true;
    while (at < s.length() && more) {
      int length = prefix(re, s, at, at == 0);
      if (length <= 0) {
        out.put(s.at(at++));
        continue;
      }
      replacement(out, repl, s, at, length);
      at += length;
      more = all;
    }
    return out.put(s.bytes(), at, s.length() - at).toStr();
  }

  /// `&` in a replacement stands for what was matched, `\&` for itself.
  private static void replacement(ByteSink out, Str repl, Str s, int at, int length) {
    for (int i = 0; i < repl.length(); i++) {
      int c = repl.at(i);
      if (c == '\\' && i + 1 < repl.length() && (repl.at(i + 1) == '&' || repl.at(i + 1) == '\\')) {
        out.put(repl.at(++i));
      } else if (c == '&') {
        out.put(s.bytes(), at, length);
      } else {
        out.put(c);
      }
    }
  }

  private static boolean tooLong(Runtime rt, Str s, long most) {
    long limit = most;
    if (limit < 0) {
      int setting = rt.info().global("max_find_all_string_length");
      limit = setting >= 0 && rt.program().global(setting) instanceof Long n ? n : 10_000;
    }
    if (limit > 0 && s.length() > limit) {
      Site call = Site.decode(rt.site);
      String where = call.file() + ", line " + call.line();
      String what = where + ": length " + s.length() + " exceeded " + limit;
      String from = most < 0 ? "(from constant max_find_all_string_length" : "";
      int weird = rt.info().function("net_weird");
      rt.raise(
          weird, Str.of("max_find_all_string_length_exceeded"), Str.of(what + from), Str.EMPTY);
      return true;
    }
    return false;
  }

  private static List<Str> findAll(Str s, Pattern re) {
    List<Str> found = new ArrayList<>();
    for (int at = 0; at < s.length(); ) {
      int length = prefix(re, s, at, true);
      if (length >= 0) {
        found.add(s.sub(at, at + length));
      }
      at += Math.max(1, length);
    }
    return found;
  }

  public static Table find_all(Runtime rt, Str s, Pattern re, long most) {
    Table found = new Table(STRING_SET);
    if (!tooLong(rt, s, most)) {
      for (Str one : findAll(s, re)) {
        found.put(one, Table.MEMBER);
      }
    }
    return found;
  }

  public static Vec find_all_ordered(Runtime rt, Str s, Pattern re, long most) {
    return Values.strings(tooLong(rt, s, most) ? List.of() : findAll(s, re));
  }

  public static Str find_last(Str s, Pattern re, long offset) {
    for (int at = s.length() - 1; at >= offset; at--) {
      int length = prefix(re, s, at, true);
      if (length >= 0) {
        return s.sub(at, at + length);
      }
    }
    return Str.EMPTY;
  }

  public static Str find_first(Str s, Pattern re, long offset) {
    for (int at = (int) Math.min(offset, s.length()); at < s.length(); at++) {
      int length = prefix(re, s, at, true);
      if (length >= 0) {
        return s.sub(at, at + length);
      }
    }
    return Str.EMPTY;
  }

  public static Str convert_for_pattern(Str s) {
    ByteSink out = new ByteSink(s.length());
    for (byte b : s.bytes()) {
      boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
      if (!plain) {
        out.put('\\');
      }
      out.put(b);
    }
    return out.toStr();
  }

  public static Pattern string_to_pattern(Runtime rt, Str s, boolean convert) {
    try {
      return Pattern.parse(convert ? convert_for_pattern(s) : s, false, false);
    } catch (RegexSyntaxException e) {
      throw rt.error("cannot compile pattern: " + e.getMessage());
    }
  }
}
