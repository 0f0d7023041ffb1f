package org.brood.script.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.tree.Function;
import org.brood.script.type.FuncType;

/// What a program has and never uses: warnings.
final class Usage {
  private final Checks checks;
  private final Set<String> mentioned;

  /// @param mentioned words of signature files, which may name events and functions
  Usage(Checks checks, Set<String> mentioned) {
    this.checks = checks;
    this.mentioned = mentioned;
  }

  /// Reports handlers of events that nothing raises, and functions that nothing calls.
  ///
  /// @param implicit what was declared by its body alone
  void report(Set<Function> implicit) {
    Set<String> doubtful =
        implicit.stream()
            .filter(this::mayBeUnused)
            .map(Function::name)
            .filter(name -> !mentioned.contains(name))
            .collect(Collectors.toSet());
    Set<String> used = checks.symbols.used(doubtful);
    List<Function> unused =
        implicit.stream()
            .filter(f -> doubtful.contains(f.name()) && !used.contains(f.name()))
            .toList();
    unused.forEach(this::reportDropped);
    if (checks.diagnostics.hasErrors()) {
      return;
    }
    for (Function function : unused) {
      if (function.type().flavor() == FuncType.Flavor.EVENT) {
        checks.diagnostics.warning(
            subject(function), "handler for non-existing event cannot be invoked");
      }
    }
    for (Function function : unused) {
      if (function.type().flavor() == FuncType.Flavor.FUNCTION) {
        checks.diagnostics.warning(
            subject(function), "non-exported function does not have any callers");
      }
    }
  }

  /// Whether it is unused unless something that is used itself uses it. Functions outside of
  /// modules may be meant for scripts that are not loaded now; an event that is raised anywhere is
  /// used.
  private boolean mayBeUnused(Function function) {
    return function.type().flavor() == FuncType.Flavor.FUNCTION
        ? function.name().contains("::")
        : !checks.symbols.isReferenced(function.name());
  }

  private static Subject subject(Function function) {
    return new Subject(function.span(), function.name());
  }

  /// An event that Zeek once had is an error: its handler would silently do nothing.
  private void reportDropped(Function function) {
    if (function.type().flavor() == FuncType.Flavor.EVENT) {
      String now = Symbols.renamed(function.name());
      if (!now.isEmpty()) {
        checks.diagnostics.error(
            subject(function), "event no longer exists", "it is named " + now + " now");
      }
    }
  }
}
