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

  Pragmas(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// Begins a file; what it pushes it has to pop.
  int depth() {
    int outer = depthAtEntry;
    depthAtEntry = stack.size();
    return outer;
  }

  void endOfFile(int outerEntry, Span span) {
    if (stack.size() > depthAtEntry) {
      diagnostics.fatal(span, "unbalanced @pragma push pop in file");
    }
    depthAtEntry = outerEntry;
  }

  void apply(String text, Span span) {
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
    diagnostics.ignoreDeprecations(stack.contains(IGNORE_DEPRECATIONS));
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
