package org.brood.script.check;

import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.tree.Function;
import org.brood.script.type.FuncType;

/// What a program has and never uses: warnings.
final class Usage {
  private final Checks checks;

  Usage(Checks checks) {
    this.checks = checks;
  }

  /// Reports handlers of events that nothing raises, and functions that nothing calls.
  ///
  /// @param implicit what was declared by its body alone
  void report(Set<Function> implicit) {
    for (Function function : implicit) {
      if (checks.symbols.isReferenced(function.name())) {
        continue;
      }
      Subject subject = new Subject(function.span(), function.name());
      if (function.type().flavor() == FuncType.Flavor.EVENT) {
        checks.diagnostics.warning(subject, "handler for non-existing event cannot be invoked");
        String[] similar = checks.symbols.suggestions(function.name(), "GLOBAL");
        if (similar.length > 0 && similar[0].contains(" is named ")) {
          checks.diagnostics.error(subject, "event no longer exists", similar);
        }
      } else if (function.type().flavor() == FuncType.Flavor.FUNCTION
          && function.name().contains("::")) {
        checks.diagnostics.warning(subject, "non-exported function does not have any callers");
      }
    }
  }
}
