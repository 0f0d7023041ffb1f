package org.brood.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Reads the expression language of Zeek's patterns, which is that of flex: `|`, `*`, `+`, `?`,
/// `{n,m}`, classes, `"…"`, `(?i:…)`, `(?s:…)`, `^`, `$` and escapes.
///
/// Three things differ from what one may be used to. A backslash before a letter that is no C
/// escape means the letter itself, so `\d` is a `d`. What is quoted or escaped is never folded by
/// `(?i:…)`. And a flag ends with the first flag group that closes: in `(?i:a(?i:b)c)` the `c` is
/// case-sensitive.
final class Parser {
  private final byte[] text;
  private final boolean multiline;
  private int at;
  private int depth;
  private boolean ignoreCase;
  private boolean singleLine;

  private Parser(byte[] text, boolean multiline) {
    this.text = text;
    this.multiline = multiline;
  }

  /// Parses a whole expression.
  ///
  /// @param multiline whether `.` also means a newline
  static Node parse(byte[] text, boolean multiline) throws RegexSyntaxException {
    var parser = new Parser(text, multiline);
    Node node = parser.alternatives();
    if (parser.at < text.length && parser.peek() != '\n') {
      throw parser.problem("syntax error");
    }
    if (Node.size(node) > RegexLimits.MAX_EXPRESSION_STATES) {
      throw parser.problem("pattern too large");
    }
    return node;
  }

  private Node alternatives() throws RegexSyntaxException {
    if (++depth > RegexLimits.MAX_DEPTH) {
      throw problem("pattern nested too deeply");
    }
    List<Node> choices = new ArrayList<>();
    choices.add(startsItem() ? series() : new Node.Empty());
    while (peek() == '|') {
      at++;
      if (!startsItem()) {
        throw problem("syntax error");
      }
      choices.add(series());
    }
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new Node.Alternate(choices);
  }

  private boolean startsItem() {
    int c = peek();
    return c >= 0 && c != '\n' && "|*+?)}".indexOf(c) < 0;
  }

  private Node series() throws RegexSyntaxException {
    List<Node> parts = new ArrayList<>();
    while (startsItem()) {
      parts.add(repeated(single()));
    }
    return parts.size() == 1 ? parts.getFirst() : new Node.Concat(parts);
  }

  private Node repeated(Node first) throws RegexSyntaxException {
    Node node = first;
    for (int nested = depth; ; nested++) {
      int min;
      int max;
      int c = peek();
      if (c == '*' || c == '+' || c == '?') {
        at++;
        min = c == '+' ? 1 : 0;
        max = c == '?' ? 1 : Node.UNBOUNDED;
      } else if (c == '{' && isDigit(peek(1))) {
        at++;
        min = number();
        max = upperBound(min);
      } else {
        return node;
      }
      if (nested >= RegexLimits.MAX_DEPTH) {
        throw problem("pattern nested too deeply");
      }
      node = max == 0 ? new Node.Empty() : new Node.Repeat(node, min, max);
    }
  }

  private int upperBound(int min) throws RegexSyntaxException {
    int max = min;
    if (peek() == ',') {
      at++;
      max = isDigit(peek()) ? number() : Node.UNBOUNDED;
    }
    if (peek() != '}') {
      throw problem("bad character inside {}'s");
    }
    at++;
    if (max != Node.UNBOUNDED && max < min) {
      throw problem("bad iteration values");
    }
    return max;
  }

  private int number() throws RegexSyntaxException {
    int value = 0;
    while (isDigit(peek())) {
      value = value * 10 + (peek() - '0');
      if (value > RegexLimits.MAX_EXPRESSION_STATES) {
        throw problem("pattern too large");
      }
      at++;
    }
    return value;
  }

  private Node single() throws RegexSyntaxException {
    int c = peek();
    at++;
    return switch (c) {
      case '^' -> symbol(Node.BOL);
      case '$' -> symbol(Node.EOL);
      case '"' -> quoted();
      case '[' -> characterClass();
      case '(' -> group();
      case '.' -> anyByte();
      case '\\' -> symbol(escape());
      case '{' -> throw problem(closesLater() ? "undefined definition" : "syntax error");
      default -> ignoreCase && isLetter(c) ? bothCases(c) : symbol(c);
    };
  }

  private boolean closesLater() {
    return isLetter(peek()) || peek() == '_';
  }

  private Node group() throws RegexSyntaxException {
    boolean folds = peek() == '?' && (peek(1) | 0x20) == 'i' && peek(2) == ':';
    boolean spans = peek() == '?' && (peek(1) | 0x20) == 's' && peek(2) == ':';
    if (folds || spans) {
      at += 3;
      ignoreCase |= folds;
      singleLine |= spans;
    }
    Node node = alternatives();
    if (peek() != ')') {
      throw problem("syntax error");
    }
    at++;
    ignoreCase &= !folds;
    singleLine &= !spans;
    return node;
  }

  private Node quoted() throws RegexSyntaxException {
    List<Node> parts = new ArrayList<>();
    while (true) {
      int c = peek();
      if (c < 0 || c == '\n') {
        throw problem("missing quote");
      }
      at++;
      if (c == '"') {
        return parts.isEmpty() ? new Node.Empty() : new Node.Concat(parts);
      }
      parts.add(symbol(c == '\\' ? escape() : c));
    }
  }

  private Node anyByte() {
    var set = new BitSet(Node.SYMBOLS);
    set.set(0, 256);
    if (!singleLine && !multiline) {
      set.clear('\n');
    }
    return new Node.Symbols(set);
  }

  private Node characterClass() throws RegexSyntaxException {
    var set = new BitSet(Node.SYMBOLS);
    boolean negated = peek() == '^';
    if (negated) {
      at++;
    }
    boolean first = true;
    while (first || peek() != ']') {
      if (peek() < 0 || peek() == '\n') {
        throw problem("unterminated character class");
      }
      if (!namedClass(set)) {
        addCharacters(set, first);
      }
      first = false;
    }
    at++;
    if (negated) {
      set.flip(0, 256);
    }
    return new Node.Symbols(set);
  }

  private void addCharacters(BitSet set, boolean first) throws RegexSyntaxException {
    if (!first && peek() == '-' && peek(1) != ']') {
      throw problem("syntax error");
    }
    int low = classCharacter();
    if (peek() != '-' || peek(1) == ']' || peek(1) < 0 || peek(1) == '\n') {
      set.set(low);
      if (ignoreCase && isLetter(low)) {
        set.set(low ^ 0x20);
      }
      return;
    }
    at++;
    int high = classCharacter();
    if (low > high) {
      throw problem("negative range in character class");
    }
    set.set(low, high + 1);
    if (ignoreCase && (isLetter(low) || isLetter(high))) {
      if (!isLetter(low) || !isLetter(high) || ((low ^ high) & 0x20) != 0) {
        throw problem("ambiguous case-insensitive character class");
      }
      set.set(low ^ 0x20, (high ^ 0x20) + 1);
    }
  }

  private int classCharacter() throws RegexSyntaxException {
    int c = peek();
    at++;
    return c == '\\' ? escape() : c;
  }

  /// Adds `[:name:]` when one stands here.
  private boolean namedClass(BitSet set) throws RegexSyntaxException {
    if (peek() != '[' || peek(1) != ':') {
      return false;
    }
    int end = at + 2;
    while (end < text.length && isLetter(text[end] & 0xff)) {
      end++;
    }
    if (end == at + 2 || end + 1 >= text.length || text[end] != ':' || text[end + 1] != ']') {
      return false;
    }
    String name = new String(text, at + 2, end - at - 2, StandardCharsets.US_ASCII);
    for (int c = 0; c < 128; c++) {
      if (isIn(name, c)) {
        set.set(c);
      }
    }
    at = end + 2;
    return true;
  }

  private boolean isIn(String name, int c) throws RegexSyntaxException {
    boolean upper = c >= 'A' && c <= 'Z';
    boolean lower = c >= 'a' && c <= 'z';
    boolean graph = c > ' ' && c < 127;
    return switch (name) {
      case "alnum" -> upper || lower || isDigit(c);
      case "alpha" -> upper || lower;
      case "blank" -> c == ' ' || c == '\t';
      case "cntrl" -> c < ' ' || c == 127;
      case "digit" -> isDigit(c);
      case "graph" -> graph;
      case "print" -> graph || c == ' ';
      case "punct" -> graph && !upper && !lower && !isDigit(c);
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "xdigit" -> Character.digit(c, 16) >= 0;
      case "lower" -> lower || (ignoreCase && upper);
      case "upper" -> upper || (ignoreCase && lower);
      default -> throw problem("bad character class expression");
    };
  }

  /// The value of the escape whose backslash was just read.
  private int escape() throws RegexSyntaxException {
    int c = peek();
    if (c < 0 || c == '\n') {
      throw problem("bad character");
    }
    at++;
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> 8;
      case 't' -> 9;
      case 'n' -> 10;
      case 'v' -> 11;
      case 'f' -> 12;
      case 'r' -> 13;
      case 'x' -> hexadecimal();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c - '0');
      default -> c;
    };
  }

  private int hexadecimal() throws RegexSyntaxException {
    int high = Character.digit(peek(), 16);
    if (high < 0) {
      throw problem("bad hexadecimal escape");
    }
    at++;
    int low = Character.digit(peek(), 16);
    if (low < 0) {
      return high;
    }
    at++;
    return high << 4 | low;
  }

  /// Up to three octal digits have a meaning; the ones behind them belong to the escape and have
  /// none.
  private int octal(int firstDigit) throws RegexSyntaxException {
    int value = firstDigit;
    for (int digits = 1; peek() >= '0' && peek() <= '7'; digits++) {
      if (digits < 3) {
        value = value << 3 | (peek() - '0');
      }
      at++;
    }
    if (value > 255) {
      throw problem("bad symbol " + value);
    }
    return value;
  }

  private static Node symbol(int symbol) {
    var set = new BitSet(Node.SYMBOLS);
    set.set(symbol);
    return new Node.Symbols(set);
  }

  private static Node bothCases(int letter) {
    var set = new BitSet(Node.SYMBOLS);
    set.set(letter);
    set.set(letter ^ 0x20);
    return new Node.Symbols(set);
  }

  private int peek() {
    return peek(0);
  }

  private int peek(int ahead) {
    return at + ahead < text.length ? text[at + ahead] & 0xff : -1;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private RegexSyntaxException problem(String what) {
    return new RegexSyntaxException(what, new String(text, StandardCharsets.UTF_8));
  }
}
