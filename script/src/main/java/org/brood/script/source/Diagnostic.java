package org.brood.script.source;

import java.util.List;
import java.util.function.Supplier;

/// One thing to tell the author of a script.
///
/// @param subjects what it is about: Zeek names the place of each of them, and shows each in
///   parentheses
/// @param hints what may help: the expected tokens, a name that is spelt alike
public record Diagnostic(
    Severity severity, List<Subject> subjects, String message, List<String> hints) {

  public Diagnostic {
    subjects = List.copyOf(subjects);
    hints = List.copyOf(hints);
  }

  /// How bad it is. After a fatal error nothing more of the program is read.
  public enum Severity {
    WARNING("warning"),
    ERROR("error"),
    FATAL("fatal error");

    private final String text;

    Severity(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// A thing that a message speaks of. Its text is put together only when a message shows it.
  public static final class Subject {
    private final Span span;
    private final Supplier<String> text;

    /// @param text the thing as Zeek prints it, empty when it is not shown
    public Subject(Span span, String text) {
      this(span, () -> text);
    }

    public Subject(Span span, Supplier<String> text) {
      this.span = span;
      this.text = text;
    }

    public Span span() {
      return span;
    }

    public String text() {
      return text.get();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Subject subject
          && span.equals(subject.span)
          && text().equals(subject.text());
    }

    @Override
    public int hashCode() {
      return span.hashCode();
    }

    @Override
    public String toString() {
      return span + " " + text();
    }
  }

  public static Diagnostic of(Severity severity, Span span, String message) {
    return new Diagnostic(severity, List.of(new Subject(span, "")), message, List.of());
  }

  public Span span() {
    return subjects.isEmpty() ? Span.NONE : subjects.getFirst().span();
  }

  public Diagnostic withHints(List<String> more) {
    return new Diagnostic(severity, subjects, message, more);
  }
}
