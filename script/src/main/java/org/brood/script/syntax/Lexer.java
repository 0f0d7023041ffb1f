package org.brood.script.syntax;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.jspecify.annotations.Nullable;

/// Cuts the text of one file into tokens, one at a time: what a token means for the next one
/// (`@if`, `@load`, the text of a pattern) is known before the next one is read.
///
/// Directives that may stand anywhere (`@load`, `@endif`, …) are carried out here.
final class Lexer {
  private static final Map<String, Token> KEYWORDS = new HashMap<>();

  static {
    for (Token token : Token.values()) {
      if (token.isKeyword()) {
        KEYWORDS.put(token.text(), token);
      }
    }
  }

  private final SourceFile file;
  private final Diagnostics diagnostics;
  private final Directives directives;
  private final LiteralScanner literals;
  private int position;
  private int start;
  private int conditionalDepth;
  private boolean muted;
  private String text = "";
  private int[] comments = {};
  private int commentCount;
  private @Nullable Constant constant;
  private Attr.@Nullable Kind attribute;

  Lexer(SourceFile file, Diagnostics diagnostics, Directives directives) {
    this.file = file;
    this.diagnostics = diagnostics;
    this.directives = directives;
    this.literals = new LiteralScanner(file);
  }

  /// The text of a name.
  String text() {
    return text;
  }

  /// Where the comments begin that document something, those with two `#`.
  int[] comments() {
    return Arrays.copyOf(comments, commentCount);
  }

  private void noteComment() {
    if (commentCount == comments.length) {
      comments = Arrays.copyOf(comments, Math.max(16, 2 * commentCount));
    }
    comments[commentCount++] = position;
  }

  Constant constant() {
    return constant == null ? new Constant.Bool(false) : constant;
  }

  Attr.Kind attribute() {
    return attribute == null ? Attr.Kind.REDEF : attribute;
  }

  Span span() {
    return new Span(file, start, position);
  }

  /// The token as it is written.
  String written() {
    return file.latin1(start, position);
  }

  /// Keeps quiet while the parser looks for a place to go on.
  void mute(boolean on) {
    muted = on;
  }

  private void error(String message) {
    if (!muted) {
      diagnostics.error(span(), message);
    }
  }

  private void fatal(String message) {
    if (!muted) {
      diagnostics.fatal(span(), message);
    }
  }

  /// Reads the next token.
  Token next() {
    while (diagnostics.errors() <= Diagnostics.LIMIT) {
      skipBlanks();
      start = position;
      int c = file.at(position);
      if (c < 0) {
        endOfFile();
        return Token.END;
      }
      Token token = c == '@' ? directive() : c == '"' ? string() : ordinary(c);
      if (token != null) {
        return token;
      }
    }
    return Token.END;
  }

  private void endOfFile() {
    if (conditionalDepth > 0) {
      conditionalDepth = 0;
      fatal("unbalanced @if... @endif");
    }
  }

  private void skipBlanks() {
    while (true) {
      int c = file.at(position);
      if (c == ' ' || c == '\t' || c == '\n' || (c == '\r' && file.at(position + 1) == '\n')) {
        position++;
      } else if (c == '#') {
        if (file.at(position + 1) == '#') {
          noteComment();
        }
        while (file.at(position) >= 0 && file.at(position) != '\n') {
          position++;
        }
      } else {
        return;
      }
    }
  }

  private @Nullable Token ordinary(int c) {
    if (isLetter(c) || isDigit(c) || c == '[' || (c == '.' && isDigit(file.at(position + 1)))) {
      Token token = wordOrLiteral(c);
      if (token != null) {
        return token;
      }
    }
    if (c == ':' && file.at(position + 1) == ':' && isLetter(file.at(position + 2))) {
      position = literals.word(position + 2);
      text = written();
      return Token.GLOBAL_NAME;
    }
    if (c == '&' && isLetter(file.at(position + 1))) {
      Attr.Kind kind = longestAttribute();
      if (kind != null) {
        position += kind.text().length();
        attribute = kind;
        return Token.ATTRIBUTE;
      }
    }
    Token operator = operator(c);
    if (operator == null) {
      position++;
      error("unrecognized character: '" + escaped(c) + "'");
    }
    return operator;
  }

  private static String escaped(int c) {
    return c >= 0x20 && c < 0x7f ? String.valueOf((char) c) : String.format("\\x%02x", c);
  }

  private @Nullable Token wordOrLiteral(int c) {
    LiteralScanner.Match match = literals.longest(position);
    int name = isLetter(c) ? literals.name(position) : position;
    if (match != null && match.end() > name) {
      position = match.end();
      match.problem().ifPresent(this::error);
      constant = match.value();
      return Token.CONSTANT;
    }
    if (name == position) {
      return null;
    }
    position = name;
    text = written();
    if (text.equals("T") || text.equals("F")) {
      constant = new Constant.Bool(text.equals("T"));
      return Token.CONSTANT;
    }
    return KEYWORDS.getOrDefault(text, Token.NAME);
  }

  private Attr.@Nullable Kind longestAttribute() {
    Attr.Kind best = null;
    for (Attr.Kind kind : Attr.Kind.values()) {
      if (startsWith(kind.text())
          && (best == null || best.text().length() < kind.text().length())) {
        best = kind;
      }
    }
    return best;
  }

  private boolean startsWith(String word) {
    return literals.startsWith(position, word);
  }

  private @Nullable Token operator(int c) {
    int second = file.at(position + 1);
    Token two =
        switch (c) {
          case '-' -> second == '-' ? Token.DECREMENT : second == '=' ? Token.REMOVE_FROM : null;
          case '+' -> second == '+' ? Token.INCREMENT : second == '=' ? Token.ADD_TO : null;
          case '=' -> second == '=' ? Token.EQUAL : null;
          case '!' -> second == '=' ? Token.NOT_EQUAL : null;
          case '>' ->
              second == '=' ? Token.GREATER_EQUAL : second == '>' ? Token.SHIFT_RIGHT : null;
          case '<' -> second == '=' ? Token.LESS_EQUAL : second == '<' ? Token.SHIFT_LEFT : null;
          case '&' -> second == '&' ? Token.AND : null;
          case '|' -> second == '|' ? Token.OR : null;
          case '?' -> second == '$' ? Token.HAS_FIELD : null;
          default -> null;
        };
    if (two != null) {
      position += 2;
      return two;
    }
    if (c == '!' && notIn()) {
      return Token.NOT_IN;
    }
    Token one = single(c);
    if (one != null) {
      position++;
    }
    return one;
  }

  private static @Nullable Token single(int c) {
    return switch (c) {
      case '!' -> Token.BANG;
      case '%' -> Token.PERCENT;
      case '*' -> Token.STAR;
      case '/' -> Token.SLASH;
      case '+' -> Token.PLUS;
      case '-' -> Token.MINUS;
      case ',' -> Token.COMMA;
      case ':' -> Token.COLON;
      case ';' -> Token.SEMICOLON;
      case '<' -> Token.LESS;
      case '=' -> Token.ASSIGN;
      case '>' -> Token.GREATER;
      case '?' -> Token.QUESTION;
      case '(' -> Token.OPEN_PAREN;
      case ')' -> Token.CLOSE_PAREN;
      case '[' -> Token.OPEN_BRACKET;
      case ']' -> Token.CLOSE_BRACKET;
      case '{' -> Token.OPEN_BRACE;
      case '}' -> Token.CLOSE_BRACE;
      case '~' -> Token.TILDE;
      case '$' -> Token.DOLLAR;
      case '|' -> Token.BAR;
      case '&' -> Token.AMPERSAND;
      case '^' -> Token.CARET;
      default -> null;
    };
  }

  private boolean notIn() {
    int at = literals.blanks(position + 1);
    int after = file.at(at + 2);
    if (!literals.startsWith(at, "in") || isLetter(after) && after != '_' || isDigit(after)) {
      return false;
    }
    position = at + 2;
    return true;
  }

  private @Nullable Token string() {
    StringBuilder value = new StringBuilder();
    int at = position + 1;
    while (true) {
      int c = file.at(at);
      if (c == '"') {
        break;
      }
      if (c < 0 || c == '\n' || c == '\r') {
        position = position + 1;
        error("unrecognized character: '\"'");
        return null;
      }
      if (c == 0) {
        position = at;
        fatal("strings cannot contain NUL bytes - use a \\x00 escape sequence instead");
      }
      if (c == '\\' && file.at(at + 1) >= 0) {
        at = escape(at + 1, value);
      } else {
        value.append((char) c);
        at++;
      }
    }
    position = at + 1;
    constant = new Constant.Text(value.toString());
    return Token.CONSTANT;
  }

  private int escape(int at, StringBuilder value) {
    int c = file.at(at);
    switch (c) {
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'a' -> value.append('\u0007');
      case 'v' -> value.append('\u000b');
      case 'x' -> {
        return number(at + 1, 16, 2, value, "bad hexadecimal escape: ");
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return number(at, 8, 3, value, "bad octal escape: ");
      }
      case '\n', '\r' -> {
        return at;
      }
      default -> value.append((char) c);
    }
    return at + 1;
  }

  private int number(int at, int radix, int digits, StringBuilder value, String problem) {
    int result = 0;
    int read = 0;
    while (read < digits && Character.digit(file.at(at + read), radix) >= 0) {
      result = result * radix + Character.digit(file.at(at + read), radix);
      read++;
    }
    if (read == 0) {
      error(problem + file.latin1(at, at + 1));
    }
    value.append((char) (result & 0xff));
    return at + read;
  }

  /// Reads the rest of a pattern after its first slash.
  Constant.Pattern pattern() {
    int begin = position;
    while (file.at(position) != '/') {
      int c = file.at(position);
      if (c < 0 || c == '\n' || c == '\r') {
        start = begin;
        error("pattern not terminated before end of line");
        return new Constant.Pattern("", false, false);
      }
      boolean escape = c == '\\' && file.at(position + 1) >= 0 && file.at(position + 1) != '\n';
      position += escape ? 2 : 1;
    }
    String body = file.latin1(begin, position);
    position++;
    boolean ignoreCase = false;
    boolean singleLine = false;
    for (int modes = 0;
        modes < 2 && (file.at(position) == 'i' || file.at(position) == 's');
        modes++) {
      char mode = (char) file.at(position++);
      if (mode == 'i' ? ignoreCase : singleLine) {
        error("pattern has duplicate mode " + mode);
      }
      ignoreCase |= mode == 'i';
      singleLine |= mode == 's';
    }
    return new Constant.Pattern(body, ignoreCase, singleLine);
  }

  private @Nullable Token directive() {
    int word = position + 1;
    while (isLetter(file.at(word)) || file.at(word) == '-') {
      word++;
    }
    return switch (file.latin1(position + 1, word)) {
      case "if" -> grammar(word, Token.AT_IF);
      case "ifdef" -> grammar(word, Token.AT_IFDEF);
      case "ifndef" -> grammar(word, Token.AT_IFNDEF);
      case "else" -> grammar(word, Token.AT_ELSE);
      case "DEBUG" -> grammar(word, Token.AT_DEBUG);
      case "DIR" -> text(word, directory());
      case "FILENAME" -> text(word, file.name().substring(file.name().lastIndexOf('/') + 1));
      case "endif" -> endif(word);
      case "load", "load-sigs", "unload", "load-plugin" -> withArgument(word);
      case "prefixes" -> prefixes(word);
      case "deprecated" -> {
        String comment = rest(word);
        directives.deprecated(comment, span());
        yield null;
      }
      case "pragma" -> {
        String pragma = rest(word);
        directives.pragma(pragma, span());
        yield null;
      }
      default -> unknownDirective();
    };
  }

  private Token grammar(int end, Token token) {
    position = end;
    return token;
  }

  private Token text(int end, String value) {
    position = end;
    constant = new Constant.Text(value);
    return Token.CONSTANT;
  }

  private @Nullable Token unknownDirective() {
    position++;
    error("unrecognized character: '@'");
    return null;
  }

  private String directory() {
    String directory = file.directory();
    boolean relative = directory.startsWith(".");
    return relative ? Path.of("").toAbsolutePath().resolve(directory).toString() : directory;
  }

  private @Nullable Token endif(int end) {
    position = end;
    if (conditionalDepth == 0) {
      error("unbalanced @if... @endif");
    } else {
      conditionalDepth--;
    }
    return null;
  }

  private @Nullable Token withArgument(int end) {
    int from = literals.blanks(end);
    int to = from;
    while (file.at(to) >= 0 && " \t\r\n".indexOf(file.at(to)) < 0) {
      to++;
    }
    if (from == end || to == from) {
      return unknownDirective();
    }
    String kind = file.latin1(position + 1, end);
    String argument = file.latin1(from, to);
    position = to;
    switch (kind) {
      case "load" -> directives.load(argument, span());
      case "load-sigs" -> directives.loadSignatures(argument, span());
      case "unload" -> directives.unload(argument, span());
      default -> {} // plugins are built in
    }
    return null;
  }

  private @Nullable Token prefixes(int end) {
    String line = rest(end);
    boolean append = line.startsWith("+");
    String list = append ? line.substring(1) : line;
    if (list.startsWith("=")) {
      directives.prefixes(list.substring(1).strip(), append);
    } else {
      error("unrecognized character: '@'");
    }
    return null;
  }

  private String rest(int from) {
    position = from;
    while (file.at(position) >= 0 && file.at(position) != '\n') {
      position++;
    }
    return file.latin1(from, position).strip();
  }

  /// Begins an `@if`; when it is not taken, the text up to its `@else` or `@endif` is skipped.
  void beginConditional(boolean taken) {
    conditionalDepth++;
    if (!taken) {
      skipIgnored();
    }
  }

  /// Meets an `@else` after text that was not skipped: skips to the `@endif`.
  void otherwise() {
    if (conditionalDepth == 0) {
      error("@else without @if...");
      return;
    }
    skipIgnored();
  }

  private void skipIgnored() {
    int nested = 0;
    while (file.at(position) >= 0) {
      if (file.at(position) != '@') {
        position++;
      } else if (startsWith("@if")) {
        nested++;
        position += 3;
      } else if (startsWith("@endif")) {
        position += 6;
        if (nested == 0) {
          conditionalDepth--;
          return;
        }
        nested--;
      } else if (startsWith("@else") && nested == 0) {
        position += 5;
        return;
      } else {
        position++;
      }
    }
  }

  static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
