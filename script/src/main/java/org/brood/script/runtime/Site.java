package org.brood.script.runtime;

/// A place in a script, as generated code carries it: one string constant `FILE\nLINE\nEXPRESSION`.
///
/// @param file the file as it was found, empty if unknown
/// @param expression the source text of the expression, empty if there is none
public record Site(String file, int line, String expression) {
  public static final Site NONE = new Site("", 0, "");

  /// The same place without the expression.
  public Site place() {
    return new Site(file, line, "");
  }

  public static String encode(String file, int line, String expression) {
    return file + '\n' + line + '\n' + expression;
  }

  public static Site decode(String text) {
    int first = text.indexOf('\n');
    int second = text.indexOf('\n', first + 1);
    if (first < 0 || second < 0) {
      return NONE;
    }
    return new Site(
        text.substring(0, first),
        Integer.parseInt(text.substring(first + 1, second)),
        text.substring(second + 1));
  }
}
