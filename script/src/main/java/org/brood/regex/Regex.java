package org.brood.regex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A pattern of the Zeek language. Two automata stand for it: one that matches a whole text (`==`)
/// and finds prefixes (`sub`, `split_string` …), and one that looks for it anywhere (`in`). Their
/// texts are what Zeek shows and sends: `/foo/` prints as `/^?(foo)$?/`.
///
/// It may be shared by threads: each has automata of its own, which are made when it first matches.
public final class Regex {
  private static final byte[] EXACT_HEAD = ascii("^?(");
  private static final byte[] EXACT_TAIL = ascii(")$?");
  private static final byte[] ANYWHERE_HEAD = ascii("^?(.|\\n)*(");
  private static final byte[] CLOSE = ascii(")");

  private final byte[] exactText;
  private final byte[] anywhereText;
  private final Automaton exact;
  private final Automaton anywhere;

  private Regex(byte[] exactText, byte[] anywhereText) throws RegexSyntaxException {
    this.exactText = exactText;
    this.anywhereText = anywhereText;
    this.anywhere = Automaton.of(anywhereText);
    this.exact = Automaton.of(exactText);
  }

  /// Compiles what stands between the slashes of a pattern.
  ///
  /// @param ignoreCase whether an `i` follows the second slash
  /// @param singleLine whether an `s` does: `.` then means newlines too
  public static Regex parse(byte[] source, boolean ignoreCase, boolean singleLine)
      throws RegexSyntaxException {
    byte[] exact = join(EXACT_HEAD, source, EXACT_TAIL);
    byte[] anywhere = join(ANYWHERE_HEAD, source, CLOSE);
    if (ignoreCase) {
      exact = join(ascii("(?i:"), exact, CLOSE);
      anywhere = join(ascii("(?i:"), anywhere, CLOSE);
    }
    if (singleLine) {
      exact = join(ascii("(?s:"), exact, CLOSE);
      anywhere = join(ascii("(?s:"), anywhere, CLOSE);
    }
    return new Regex(exact, anywhere);
  }

  /// As [#parse(byte[], boolean, boolean)], for text in UTF-8 and without flags.
  public static Regex parse(String source) throws RegexSyntaxException {
    return parse(source.getBytes(StandardCharsets.UTF_8), false, false);
  }

  /// A pattern from its two texts, as they come from another node.
  public static Regex ofTexts(byte[] exactText, byte[] anywhereText) throws RegexSyntaxException {
    return new Regex(exactText.clone(), anywhereText.clone());
  }

  /// The pattern for this one and `next` right behind it: `p1 & p2`.
  public Regex and(Regex next) throws RegexSyntaxException {
    return merge(next, "");
  }

  /// The pattern for this one or `other`: `p1 | p2`.
  public Regex or(Regex other) throws RegexSyntaxException {
    return merge(other, "|");
  }

  private Regex merge(Regex other, String operator) throws RegexSyntaxException {
    byte[] left = join(ascii("("), exactText, ascii(")" + operator));
    return parse(join(left, ascii("("), other.exactText, CLOSE), false, false);
  }

  /// The text that the pattern prints as, without slashes.
  public byte[] exactText() {
    return exactText.clone();
  }

  /// The text of the automaton that looks for the pattern anywhere.
  public byte[] anywhereText() {
    return anywhereText.clone();
  }

  /// Whether the pattern matches the whole text.
  public boolean matchesExactly(byte[] bytes) {
    return matchesExactly(bytes, 0, bytes.length);
  }

  /// Whether the pattern matches all of `length` bytes.
  public boolean matchesExactly(byte[] bytes, int offset, int length) {
    Dfa dfa = exact.dfa();
    int entry = dfa.walk(bytes, offset, length, dfa.afterBol(dfa.start()));
    return Dfa.accepts(dfa.afterEol(entry));
  }

  /// Whether the pattern matches anywhere in the text.
  public boolean containedIn(byte[] bytes) {
    return containedIn(bytes, 0, bytes.length);
  }

  /// Whether the pattern matches anywhere in `length` bytes. A match must read something: at least
  /// one byte or the end of the text, so that `/a*/` is not in an empty string, but `/^$/` is.
  public boolean containedIn(byte[] bytes, int offset, int length) {
    Dfa dfa = anywhere.dfa();
    long walked = dfa.walkToAccept(bytes, offset, length, dfa.afterBol(dfa.start()));
    int entry = Dfa.entryIn(walked);
    return (length > 0 && Dfa.accepts(entry) && Dfa.consumedIn(walked) > 0)
        || Dfa.accepts(dfa.afterEol(entry));
  }

  /// The length of the longest prefix of the bytes that the pattern matches, or -1 when it matches
  /// none.
  ///
  /// @param atStart whether the text starts here, where `^` matches
  /// @param toEnd whether the text ends with these bytes, where `$` matches
  public int longestPrefix(byte[] bytes, int offset, int length, boolean atStart, boolean toEnd) {
    Dfa dfa = exact.dfa();
    int entry = dfa.start();
    return dfa.longest(bytes, offset, length, atStart ? dfa.afterBol(entry) : entry, toEnd);
  }

  /// What the automata of the calling thread hold: rows and flushes, for diagnosis.
  public AutomatonStats stats() {
    return exact.stats().plus(anywhere.stats());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Regex r
        && Arrays.equals(exactText, r.exactText)
        && Arrays.equals(anywhereText, r.anywhereText);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(exactText);
  }

  /// The pattern with its slashes, as `print` shows it.
  @Override
  public String toString() {
    return "/" + new String(exactText, StandardCharsets.UTF_8) + "/";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : List.of(parts)) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : List.of(parts)) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
