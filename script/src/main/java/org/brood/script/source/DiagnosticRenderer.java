package org.brood.script.source;

import java.util.StringJoiner;
import org.brood.script.source.Diagnostic.Subject;

/// Diagnostics as text: in full with the line itself, or in the one-line form of Zeek.
public final class DiagnosticRenderer {
  private static final int WIDEST_LINE = 300;

  private DiagnosticRenderer() {}

  /// `error in FILE, line N: message (subject)`: what scripts' tests compare.
  public static String zeek(Diagnostic diagnostic) {
    StringJoiner places = new StringJoiner(" and ");
    StringJoiner shown = new StringJoiner(" and ");
    String last = "";
    for (Subject subject : diagnostic.subjects()) {
      if (!subject.span().isNone()) {
        String place = place(subject.span());
        if (!place.equals(last)) {
          places.add(place);
        }
        last = place;
      } else if (!subject.text().isEmpty()) {
        places.add(subject.text());
      }
      if (!subject.text().isEmpty()) {
        shown.add(subject.text());
      }
    }
    StringBuilder text = new StringBuilder(diagnostic.severity().text());
    if (places.length() > 0) {
      text.append(" in ").append(places);
    }
    text.append(": ").append(diagnostic.message());
    if (shown.length() > 0) {
      text.append(" (").append(shown).append(')');
    }
    return text.toString();
  }

  private static String place(Span span) {
    int first = span.line();
    int last = span.endLine();
    String lines = first == last ? "line " + first : "lines " + first + "-" + last;
    return span.file().name() + ", " + lines;
  }

  /// `FILE:LINE:COLUMN: error: message`, the line, a caret under the place, and the hints.
  public static String rich(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    Span span = diagnostic.span();
    if (!span.isNone()) {
      text.append(span).append(": ");
    }
    text.append(diagnostic.severity().text()).append(": ").append(diagnostic.message());
    StringJoiner shown = new StringJoiner(" and ", " (", ")").setEmptyValue("");
    diagnostic.subjects().stream().map(Subject::text).filter(s -> !s.isEmpty()).forEach(shown::add);
    text.append(shown).append('\n');
    if (!span.isNone()) {
      appendLine(text, span);
    }
    diagnostic.subjects().stream()
        .skip(1)
        .filter(s -> !s.span().isNone())
        .forEach(s -> text.append("  see ").append(s.span()).append('\n'));
    diagnostic.hints().forEach(hint -> text.append("  ").append(hint).append('\n'));
    return text.toString();
  }

  private static void appendLine(StringBuilder text, Span span) {
    String line = span.file().lineText(span.line()).replace('\t', ' ');
    if (line.length() > WIDEST_LINE) {
      return;
    }
    String number = Integer.toString(span.line());
    int column = Math.min(span.column(), line.length() + 1);
    int width = span.endLine() == span.line() ? span.end() - span.start() : 1;
    width = Math.clamp(width, 1, Math.max(1, line.length() + 1 - column));
    text.append(' ').append(number).append(" | ").append(line).append('\n');
    text.repeat(' ', number.length() + 1).append(" | ").repeat(' ', column - 1);
    text.repeat('^', width).append('\n');
  }
}
