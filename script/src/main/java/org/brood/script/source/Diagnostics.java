package org.brood.script.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.source.Diagnostic.Severity;
import org.brood.script.source.Diagnostic.Subject;

/// Everything that one run found wrong with a program, section by section.
///
/// Bounded: what comes after [#LIMIT] diagnostics is counted only.
public final class Diagnostics {
  public static final int LIMIT = 1000;

  private final List<Placed> all = new ArrayList<>();
  private final Set<Diagnostic> seen = new HashSet<>();
  private int section;
  private int errors;
  private int dropped;
  private boolean fatal;
  private final Map<SourceFile, List<Region>> quiet = new HashMap<>();

  /// A diagnostic and the part of the program that it belongs to.
  private record Placed(int section, Diagnostic diagnostic) {}

  /// Says which part of the program is looked at now: what is found in a later part is told later,
  /// even if it was found before.
  public void section(int number) {
    section = number;
  }

  public void add(Diagnostic diagnostic) {
    if (diagnostic.severity() != Severity.WARNING) {
      errors++;
    }
    fatal |= diagnostic.severity() == Severity.FATAL;
    if (all.size() >= LIMIT) {
      dropped++;
    } else if (seen.add(diagnostic)) {
      all.add(new Placed(section, diagnostic));
    }
  }

  /// A point to which [#rollback] can return.
  public record Mark(int size, int errors, int dropped) {}

  public Mark mark() {
    return new Mark(all.size(), errors, dropped);
  }

  /// Forgets what was added since `mark`: it was only an attempt.
  public void rollback(Mark mark) {
    while (all.size() > mark.size()) {
      seen.remove(all.removeLast().diagnostic());
    }
    errors = mark.errors();
    dropped = mark.dropped();
  }

  public void error(Span span, String message, String... hints) {
    add(Diagnostic.of(Severity.ERROR, span, message).withHints(Arrays.asList(hints)));
  }

  public void error(Subject subject, String message, String... hints) {
    add(new Diagnostic(Severity.ERROR, List.of(subject), message, Arrays.asList(hints)));
  }

  public void error(Subject first, Subject second, String message, String... hints) {
    add(new Diagnostic(Severity.ERROR, List.of(first, second), message, Arrays.asList(hints)));
  }

  public void warning(Span span, String message) {
    add(Diagnostic.of(Severity.WARNING, span, message));
  }

  public void warning(Subject subject, String message) {
    add(new Diagnostic(Severity.WARNING, List.of(subject), message, List.of()));
  }

  public void warning(Subject first, Subject second, String message) {
    add(new Diagnostic(Severity.WARNING, List.of(first, second), message, List.of()));
  }

  /// A warning that `@pragma push ignore-deprecations` silences.
  public void deprecation(Subject subject, String message) {
    int place = subject.span().start();
    boolean silent =
        quiet.getOrDefault(subject.span().file(), List.of()).stream()
            .anyMatch(region -> region.start() <= place && place < region.end());
    if (!silent) {
      warning(subject, message);
    }
  }

  private record Region(int start, int end) {}

  /// Tells that there are no deprecations between two places of a file.
  public void ignoreDeprecations(SourceFile file, int start, int end) {
    quiet.computeIfAbsent(file, _ -> new ArrayList<>()).add(new Region(start, end));
  }

  public void fatal(Span span, String message, String... hints) {
    add(Diagnostic.of(Severity.FATAL, span, message).withHints(Arrays.asList(hints)));
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  public boolean hasFatal() {
    return fatal;
  }

  public int errors() {
    return errors;
  }

  /// How many were found after [#LIMIT] was reached.
  public int dropped() {
    return dropped;
  }

  public List<Diagnostic> all() {
    return all.stream()
        .sorted(Comparator.comparingInt(Placed::section))
        .map(Placed::diagnostic)
        .toList();
  }
}
