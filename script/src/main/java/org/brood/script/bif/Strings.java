package org.brood.script.bif;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Strings.
@Natives
public final class Strings {
  private static final int HEXDUMP_WIDTH = 16;

  private Strings() {}

  public static Str cat(@Nullable Object[] values) {
    ByteSink out = new ByteSink();
    for (Object value : values) {
      Describe.appendAny(out, value);
    }
    return out.toStr();
  }

  public static Str string_cat(Runtime rt, @Nullable Object[] values) {
    for (Object value : values) {
      if (!(value instanceof Str)) {
        rt.note(Level.ERROR, "string_cat() requires string arguments");
        return Str.EMPTY;
      }
    }
    return cat(values);
  }

  public static Str cat_sep(Runtime rt, @Nullable Object[] values) {
    if (values.length < 2) {
      rt.complain("cat_sep() takes at least 2 argument(s), got " + values.length);
      return Str.EMPTY;
    }
    for (int i = 0; i < 2; i++) {
      Object value = values[i];
      if (!(value instanceof Str)) {
        String type = value == null ? "void" : kind(Values.typeOf(value));
        String name = i == 0 ? "sep" : "def";
        rt.complain("expected type string for " + name + ", got " + type);
        return Str.EMPTY;
      }
    }
    ByteSink out = new ByteSink();
    for (int i = 2; i < values.length; i++) {
      if (i > 2) {
        Describe.appendAny(out, values[0]);
      }
      boolean empty = values[i] instanceof Str s && s.isEmpty();
      Describe.appendAny(out, empty ? values[1] : values[i]);
    }
    return out.toStr();
  }

  private static String kind(Type type) {
    return type instanceof RecordType ? "record" : type.describe();
  }

  public static Str join_string_vec(Vec vec, Str sep) {
    ByteSink out = new ByteSink();
    for (int i = 0; i < vec.size(); i++) {
      if (i > 0) {
        out.put(sep);
      }
      Describe.append(out, vec.get(i), vec.type().element());
    }
    return out.toStr();
  }

  public static Str join_string_set(Table set, Str sep) {
    ByteSink out = new ByteSink();
    Table.Cursor cursor = set.cursor();
    boolean first = true;
    while (cursor.advance()) {
      if (!first) {
        out.put(sep);
      }
      first = false;
      Describe.append(out, cursor.key(), Basic.STRING);
    }
    return out.toStr();
  }

  public static Str edit(Str text, Str character) {
    byte[] kept = new byte[text.length()];
    int length = 0;
    for (byte b : text.bytes()) {
      if (!character.isEmpty() && b == character.bytes()[0]) {
        length = Math.max(0, length - 1);
      } else {
        kept[length++] = b;
      }
    }
    return Str.copyOf(kept, 0, length);
  }

  /// A part of a string; `start` counts from 1, and a negative `n` means all the rest.
  public static Str sub_bytes(Str s, long start, long n) {
    long from = start > 0 ? start - 1 : 0;
    if (from < 0 || from > s.length()) {
      return Str.EMPTY;
    }
    long to = n < 0 ? s.length() : Math.min(s.length(), from + n);
    return s.sub((int) from, (int) to);
  }

  public static long strcmp(Str a, Str b) {
    return Integer.signum(a.compareTo(b));
  }

  /// The place of a string in another one, from 1; 0 if it is not there.
  public static long strstr(Str big, Str little) {
    return big.indexOf(little, 0) + 1L;
  }

  public static Str subst_string(Str s, Str from, Str to) {
    if (from.isEmpty()) {
      return s;
    }
    ByteSink out = new ByteSink(s.length());
    int at = 0;
    for (int hit = s.indexOf(from, 0); hit >= 0; hit = s.indexOf(from, at)) {
      out.put(s.bytes(), at, hit - at).put(to);
      at = hit + from.length();
    }
    return out.put(s.bytes(), at, s.length() - at).toStr();
  }

  /// Maps each byte.
  @FunctionalInterface
  private interface ByteMap {
    int map(int b);
  }

  private static Str mapped(Str s, ByteMap map) {
    byte[] made = s.bytes().clone();
    for (int i = 0; i < made.length; i++) {
      made[i] = (byte) map.map(made[i] & 0xff);
    }
    return Str.wrap(made);
  }

  private static int lower(int c) {
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  }

  private static int upper(int c) {
    return c >= 'a' && c <= 'z' ? c - 32 : c;
  }

  public static Str to_lower(Str s) {
    for (byte b : s.bytes()) {
      if (b >= 'A' && b <= 'Z') {
        return mapped(s, Strings::lower);
      }
    }
    return s;
  }

  public static Str to_upper(Str s) {
    return mapped(s, Strings::upper);
  }

  public static Str swap_case(Str s) {
    return mapped(s, c -> upper(c) != c ? upper(c) : lower(c));
  }

  public static Str to_title(Str s) {
    byte[] made = new byte[s.length()];
    boolean start = true;
    for (int i = 0; i < made.length; i++) {
      int c = s.at(i);
      made[i] = (byte) (start ? upper(c) : c);
      start = isSpace(c);
    }
    return Str.wrap(made);
  }

  static boolean isSpace(int c) {
    return c == ' ' || c >= 9 && c <= 13;
  }

  public static Str clean(Str s) {
    return Escaping.render(s, Escaping.CLEAN);
  }

  public static Str to_string_literal(Str s) {
    return Escaping.render(s, Escaping.LITERAL);
  }

  public static Str escape_string(Str s) {
    return Escaping.render(s, Escaping.HEX);
  }

  public static boolean is_ascii(Str s) {
    for (byte b : s.bytes()) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  public static Str string_to_ascii_hex(Str s) {
    return Str.of(HexFormat.of().formatHex(s.bytes()));
  }

  public static Str bytestring_to_hexstr(Str s) {
    return string_to_ascii_hex(s);
  }

  public static Str hexstr_to_bytestring(Runtime rt, Str s) {
    try {
      return Str.wrap(HexFormat.of().parseHex(s.toString()));
    } catch (IllegalArgumentException e) {
      rt.note(
          Level.ERROR,
          s.length() % 2 == 1
              ? "Hex string '" + s + "' has invalid length (not divisible by 2)"
              : "Could not read hex element from input " + s);
      return Str.EMPTY;
    }
  }

  public static Vec str_split_indices(Str s, Vec indices) {
    List<Str> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < indices.size(); i++) {
      int next = indices.get(i) instanceof Long n ? (int) Math.min(n, s.length()) : at;
      if (next > at) {
        parts.add(s.sub(at, next));
        at = next;
      }
    }
    if (at < s.length()) {
      parts.add(s.sub(at, s.length()));
    }
    return Values.strings(parts);
  }

  public static Str strip(Str s) {
    int from = 0;
    int to = s.length();
    while (to > from && isSpace(s.at(to - 1))) {
      to--;
    }
    while (from < to && isSpace(s.at(from))) {
      from++;
    }
    return s.sub(from, to);
  }

  private static boolean holds(Str set, int c) {
    for (byte b : set.bytes()) {
      if ((b & 0xff) == c) {
        return true;
      }
    }
    return false;
  }

  public static Str lstrip(Str s, Str chars) {
    int from = 0;
    while (from < s.length() && holds(chars, s.at(from))) {
      from++;
    }
    return s.sub(from, s.length());
  }

  public static Str rstrip(Str s, Str chars) {
    int to = s.length();
    while (to > 0 && holds(chars, s.at(to - 1))) {
      to--;
    }
    return s.sub(0, to);
  }

  /// A string of a length, filled with repetitions of another; the last byte is zero.
  public static Str string_fill(Runtime rt, long length, Str source) {
    if (length <= 0 || source.isEmpty()) {
      return Str.EMPTY;
    }
    if (length > 1 << 28) {
      throw rt.error("string too long");
    }
    byte[] made = new byte[(int) length];
    for (int i = 0; i < made.length - 1; i++) {
      made[i] = source.bytes()[i % source.length()];
    }
    return Str.wrap(made);
  }

  public static Str safe_shell_quote(Str s) {
    ByteSink out = new ByteSink(s.length() + 2).put('"');
    for (byte b : s.bytes()) {
      if (b == '`' || b == '"' || b == '\\' || b == '$') {
        out.put('\\');
      }
      out.put(b);
    }
    return out.put('"').toStr();
  }

  public static Str hexdump(Str s) {
    ByteSink out = new ByteSink();
    for (int line = 0; line < s.length(); line += HEXDUMP_WIDTH) {
      hexdumpLine(out, s, line);
    }
    return out.toStr();
  }

  private static void hexdumpLine(ByteSink out, Str s, int line) {
    out.ascii(String.format(Locale.ROOT, "%04x  ", line));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < HEXDUMP_WIDTH; i++) {
      if (i == HEXDUMP_WIDTH / 2) {
        out.put(' ');
        text.append(' ');
      }
      if (line + i < s.length()) {
        int c = s.at(line + i);
        out.ascii(String.format(Locale.ROOT, "%02x ", c));
        text.append(c >= 32 && c < 127 ? (char) c : '.');
      } else {
        out.ascii("   ");
      }
    }
    out.put(' ').ascii(text.toString().stripTrailing()).put('\n');
  }

  public static Str reverse(Str s) {
    byte[] made = new byte[s.length()];
    for (int i = 0; i < made.length; i++) {
      made[i] = s.bytes()[made.length - 1 - i];
    }
    return Str.wrap(made);
  }

  public static long count_substr(Str s, Str sub) {
    if (sub.isEmpty()) {
      return 0;
    }
    long count = 0;
    for (int hit = s.indexOf(sub, 0); hit >= 0; hit = s.indexOf(sub, hit + sub.length())) {
      count++;
    }
    return count;
  }

  public static long find_str(Runtime rt, Str s, Str sub, long start, long end, boolean cased) {
    return find(rt, s, sub, start, end, cased, false);
  }

  public static long rfind_str(Runtime rt, Str s, Str sub, long start, long end, boolean cased) {
    return find(rt, s, sub, start, end, cased, true);
  }

  private static long find(
      Runtime rt, Str s, Str sub, long start, long end, boolean cased, boolean last) {
    if (end != -1 && start >= end) {
      rt.note(Level.ERROR, "find_str: end position must be greater than start position");
      return -1;
    }
    if (start < 0 || start >= s.length()) {
      return -1;
    }
    // The end counts from the start.
    long limit = end == -1 ? s.length() : Math.min(start + end, s.length());
    Str where = s.sub((int) start, (int) limit);
    Str hay = cased ? where : to_lower(where);
    Str needle = cased ? sub : to_lower(sub);
    int hit = -1;
    for (int at = hay.indexOf(needle, 0); at >= 0; at = hay.indexOf(needle, at + 1)) {
      hit = at;
      if (!last || at >= hay.length()) {
        break;
      }
    }
    return hit < 0 ? -1 : hit + start;
  }

  public static boolean starts_with(Str s, Str sub) {
    return s.length() >= sub.length() && s.sub(0, sub.length()).equals(sub);
  }

  public static boolean ends_with(Str s, Str sub) {
    return s.length() >= sub.length() && s.sub(s.length() - sub.length(), s.length()).equals(sub);
  }

  /// Tells of each byte.
  @FunctionalInterface
  private interface ByteTest {
    boolean test(int b);
  }

  private static boolean all(Str s, ByteTest test) {
    for (int i = 0; i < s.length(); i++) {
      if (!test.test(s.at(i))) {
        return false;
      }
    }
    return !s.isEmpty();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
  }

  public static boolean is_num(Str s) {
    return all(s, Strings::isDigit);
  }

  public static boolean is_alpha(Str s) {
    return all(s, Strings::isLetter);
  }

  public static boolean is_alnum(Str s) {
    return all(s, c -> isDigit(c) || isLetter(c));
  }

  private static boolean isOneCharacter(Runtime rt, Str fill, String function) {
    if (fill.length() == 1) {
      return true;
    }
    rt.note(Level.ERROR, "Fill string passed to " + function + "() must be a single character");
    return false;
  }

  private static ByteSink padding(Runtime rt, long count, Str fill) {
    if (count > 1 << 20) {
      throw rt.error("string too long");
    }
    ByteSink out = new ByteSink();
    for (long i = 0; i < count; i++) {
      out.put(fill.at(0));
    }
    return out;
  }

  @MayMiss
  public static @Nullable Str ljust(Runtime rt, Str s, long width, Str fill) {
    return isOneCharacter(rt, fill, "ljust")
        ? s.plus(padding(rt, width - s.length(), fill).toStr())
        : null;
  }

  @MayMiss
  public static @Nullable Str rjust(Runtime rt, Str s, long width, Str fill) {
    return isOneCharacter(rt, fill, "rjust")
        ? padding(rt, width - s.length(), fill).toStr().plus(s)
        : null;
  }

  public static Str zfill(Runtime rt, Str s, long width) {
    boolean signed = !s.isEmpty() && (s.at(0) == '-' || s.at(0) == '+');
    Str zeros = padding(rt, width - s.length(), Str.of("0")).toStr();
    return signed ? s.sub(0, 1).plus(zeros).plus(s.sub(1, s.length())) : zeros.plus(s);
  }

  public static Str remove_prefix(Str s, Str sub) {
    int next = 0;
    for (int at = s.indexOf(sub, 0); at == next && next < s.length(); ) {
      next += sub.length();
      at = s.indexOf(sub, at + 1);
    }
    return s.sub(Math.min(next, s.length()), s.length());
  }

  public static Str remove_suffix(Str s, Str sub) {
    int end = s.length();
    int at = end - sub.length();
    while (sub.length() > 0 && at >= 0 && s.indexOf(sub, at) == at) {
      end = at;
      at -= sub.length();
    }
    return s.sub(0, end);
  }

  public static long levenshtein_distance(Runtime rt, Str a, Str b) {
    if ((long) a.length() * b.length() > 100_000_000L) {
      throw rt.error("strings too long for levenshtein_distance");
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
