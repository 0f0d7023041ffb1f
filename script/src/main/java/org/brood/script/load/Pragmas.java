package org.brood.script.load;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;

/// The stack of `@pragma push` and `@pragma pop`.
final class Pragmas {
  private static final String IGNORE_DEPRECATIONS = "ignore-deprecations";

  private final Diagnostics diagnostics;
  private final List<String> stack = new ArrayList<>();
  private int depthAtEntry;
  private Span silentSince = Span.NONE;

  Pragmas(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// Where a file was left for another.
  record Outer(int depth, Span silentSince) {}

  /// Begins a file; what it pushes it has to pop.
  Outer enter(Span start) {
    Outer outer = new Outer(depthAtEntry, silentSince);
    depthAtEntry = stack.size();
    silentSince = silentSince.isNone() ? silentSince : start;
    return outer;
  }

  void endOfFile(Outer outer, Span span) {
    silent(span);
    silentSince = outer.silentSince();
    int outerEntry = outer.depth();
    if (stack.size() > depthAtEntry && !diagnostics.hasFatal()) {
      diagnostics.fatal(span, "unbalanced @pragma push pop in file");
    }
    depthAtEntry = outerEntry;
  }

  void apply(String text, Span span) {
    if (diagnostics.hasFatal()) {
      return;
    }
    List<String> words = new ArrayList<>(List.of(text.strip().split(" +")));
    words.removeIf(String::isEmpty);
    if (words.isEmpty()) {
      diagnostics.fatal(span, "@pragma without value");
      return;
    }
    switch (words.getFirst()) {
      case "push" -> push(words, span);
      case "pop" -> pop(words, span);
      default -> diagnostics.warning(span, "Ignoring unknown pragma: '" + text + "'");
    }
    boolean silent = stack.contains(IGNORE_DEPRECATIONS);
    if (silent && silentSince.isNone()) {
      silentSince = span;
    } else if (!silent) {
      silent(span);
      silentSince = Span.NONE;
    }
  }

  boolean isSilent() {
    return stack.contains(IGNORE_DEPRECATIONS);
  }

  /// Notes that there were no deprecations up to here.
  private void silent(Span end) {
    if (!silentSince.isNone() && silentSince.file() == end.file()) {
      diagnostics.ignoreDeprecations(end.file(), silentSince.start(), end.end());
    }
  }

  private void push(List<String> words, Span span) {
    if (words.size() < 2) {
      diagnostics.fatal(span, "@pragma push without value");
      return;
    }
    if (!words.get(1).equals(IGNORE_DEPRECATIONS)) {
      diagnostics.warning(span, "pushing unknown @pragma value '" + words.get(1) + "'");
    }
    stack.add(words.get(1));
  }

  private void pop(List<String> words, Span span) {
    if (stack.size() <= depthAtEntry) {
      diagnostics.fatal(span, "@pragma pop without active pragma");
      return;
    }
    String top = stack.removeLast();
    if (words.size() > 1 && !words.get(1).equals(top)) {
      diagnostics.error(
          span, "@pragma pop with unexpected '" + words.get(1) + "', expected '" + top + "'");
    }
  }
}
