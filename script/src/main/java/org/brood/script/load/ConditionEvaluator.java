package org.brood.script.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brood.script.source.ScriptPath;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Expr;
import org.brood.script.syntax.TypeExpr;
import org.jspecify.annotations.Nullable;

/// Decides `@if`, `@ifdef` and `@ifndef` while a program is read.
///
/// Conditions see what was declared before them: the value of a variable is worked out from its
/// initial value and the redefs that came before the place that asks.
final class ConditionEvaluator {
  private final Map<String, List<Entry>> variables = new HashMap<>();
  private final Map<String, Entry> functions = new HashMap<>();
  private final Map<String, Entry> types = new HashMap<>();
  private final Set<String> enumValues = new HashSet<>();
  private final Builtins builtins;
  private final Map<String, Object> known = new HashMap<>();
  private int declared;
  private String problem = "";

  ConditionEvaluator(Environment environment, ScriptPath path) {
    this.builtins = new Builtins(environment, path);
  }

  /// A declaration and how many came before it.
  record Entry(int index, Decl decl) {}

  /// Ends an evaluation: the expression needs what only a running program has.
  static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unknown(String reason) {
      super(reason, null, false, false);
    }
  }

  void declare(Decl decl) {
    Entry entry = new Entry(declared++, decl);
    String module = decl.scope().module();
    switch (decl) {
      case Decl.Variable variable -> variable(variable, entry);
      case Decl.Type type -> {
        String name = fullName(type.name(), module);
        types.put(name, entry);
        if (type.type() instanceof TypeExpr.Enum(List<TypeExpr.EnumValue> values, _)) {
          values.forEach(value -> enumValues.add(fullName(value.name(), module)));
        }
      }
      case Decl.Function function -> {
        String existing = functionName(function.name(), module);
        functions.put(existing, entry);
      }
      case Decl.RedefEnum redef ->
          redef.values().forEach(value -> enumValues.add(fullName(value.name(), module)));
      case Decl.CommandLine _, Decl.RedefField _, Decl.RedefRecord _, Decl.Statement _ -> {}
    }
  }

  private void variable(Decl.Variable variable, Entry entry) {
    String module = variable.scope().module();
    String name =
        variable.kind() == Decl.VariableKind.REDEF
            ? Optional.ofNullable(resolve(variable.name(), module, variables::containsKey))
                .orElse(fullName(variable.name(), module))
            : fullName(variable.name(), module);
    variables.computeIfAbsent(name, _ -> new ArrayList<>()).add(entry);
  }

  /// The name under which a body is kept: that of a declaration in the module, or a global one.
  private String functionName(String name, String module) {
    String found =
        resolve(name, module, full -> variables.containsKey(full) || functions.containsKey(full));
    return found == null ? fullName(name, module) : found;
  }

  static String fullName(String name, String module) {
    if (name.startsWith("::")) {
      return name.substring(2);
    }
    if (name.startsWith("GLOBAL::")) {
      return name.substring(8);
    }
    return name.contains("::") || module.equals(Loader.GLOBAL_MODULE) ? name : module + "::" + name;
  }

  private interface Known {
    boolean test(String name);
  }

  private static @Nullable String resolve(String name, String module, Known known) {
    String full = fullName(name, module);
    if (known.test(full)) {
      return full;
    }
    String global = fullName(name, Loader.GLOBAL_MODULE);
    return known.test(global) ? global : null;
  }

  boolean isDeclared(String name, String module) {
    return resolve(
            name,
            module,
            full ->
                variables.containsKey(full)
                    || functions.containsKey(full)
                    || types.containsKey(full)
                    || enumValues.contains(full))
        != null;
  }

  /// The value of a condition, or nothing when it cannot be known.
  Optional<Boolean> evaluate(Expr condition, String module) {
    try {
      Object value = new Evaluation(this, builtins).value(condition, module, declared);
      return Optional.of(Evaluation.isTrue(value));
    } catch (Unknown unknown) {
      problem = String.valueOf(unknown.getMessage());
      return Optional.empty();
    }
  }

  /// Why the last condition could not be evaluated.
  String problem() {
    return problem;
  }

  Optional<String> enumValue(String name, String module) {
    return Optional.ofNullable(resolve(name, module, enumValues::contains));
  }

  Optional<Decl.Type> type(String name, String module) {
    String found = resolve(name, module, types::containsKey);
    Entry entry = found == null ? null : types.get(found);
    return entry != null && entry.decl() instanceof Decl.Type type
        ? Optional.of(type)
        : Optional.empty();
  }

  String kindOfType(String name, String module) {
    if (variableName(name, module).isPresent()) {
      return "";
    }
    Optional<Decl.Type> type = type(name, module);
    if (type.isEmpty()) {
      return "";
    }
    return switch (type.get().type()) {
      case TypeExpr.RecordType _ -> "record";
      case TypeExpr.Enum _ -> "enum";
      case TypeExpr.Table _, TypeExpr.Set _ -> "table";
      case TypeExpr.Vector _ -> "vector";
      case TypeExpr.Function _ -> "func";
      case TypeExpr.Opaque _ -> "opaque";
      case TypeExpr.File _ -> "file";
      case TypeExpr.Basic(TypeExpr.Kind kind, _) -> kind.name().toLowerCase(java.util.Locale.ROOT);
      case TypeExpr.Named(String other, _) -> kindOfType(other, module);
      case TypeExpr.Inferred _ -> "";
    };
  }

  Optional<Decl.Function> function(String name, String module) {
    String found = resolve(name, module, functions::containsKey);
    Entry entry = found == null ? null : functions.get(found);
    return entry != null && entry.decl() instanceof Decl.Function function
        ? Optional.of(function)
        : Optional.empty();
  }

  /// The full name of a variable that was declared before `asOf`.
  Optional<String> variableName(String name, String module) {
    return Optional.ofNullable(resolve(name, module, variables::containsKey));
  }

  /// The declaration of a variable and its redefs before `asOf`.
  List<Entry> variable(String fullName, int asOf) {
    return variables.getOrDefault(fullName, List.of()).stream()
        .filter(entry -> entry.index() < asOf)
        .toList();
  }

  /// Values that were worked out already, by name and number of redefs.
  Map<String, Object> known() {
    return known;
  }
}
