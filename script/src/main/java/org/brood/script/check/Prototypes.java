package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Function;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.jspecify.annotations.Nullable;

/// The prototypes of events and hooks: the first is canonical, others name some of its parameters.
final class Prototypes {
  private final Checks checks;
  private final Map<Function, List<Prototype>> alternatives = new HashMap<>();

  Prototypes(Checks checks) {
    this.checks = checks;
  }

  /// @param slots for each parameter, its place in the canonical prototype
  private record Prototype(
      FuncType type, List<Integer> slots, @Nullable String deprecated, Span span) {}

  /// Declares another prototype.
  void add(Function function, TypeExpr.Signature signature, List<Attr> attributes, Frame frame) {
    FuncType type = checks.types.signature(signature, frame);
    Subject subject = new Subject(signature.span(), describe(type));
    Subject canonical = new Subject(function.span(), describe(function.type()));
    if (type.flavor() != function.type().flavor()) {
      checks.diagnostics.error(subject, canonical, "incompatible function flavor");
      return;
    }
    if (type.flavor() == FuncType.Flavor.FUNCTION) {
      checks.diagnostics.error(subject, canonical, "redeclaration of function");
      return;
    }
    for (Prototype known : all(function)) {
      if (matches(known, type)) {
        checks.diagnostics.error(
            new Subject(signature.span(), ""),
            new Subject(known.span(), describe(type)),
            "alternate function prototype already exists");
        return;
      }
    }
    List<Integer> slots = new ArrayList<>();
    for (TypeExpr.Field parameter : signature.parameters()) {
      if (!parameter.attributes().isEmpty()) {
        checks.diagnostics.error(
            subject,
            canonical,
            "alternate function prototype arguments may not have attributes: arg '"
                + parameter.name()
                + "'");
        return;
      }
      int slot = slot(function.type(), parameter.name());
      if (slot < 0) {
        checks.diagnostics.error(
            subject,
            canonical,
            "alternate function prototype arg '"
                + parameter.name()
                + "' not found in canonical prototype");
        return;
      }
      slots.add(slot);
    }
    alternatives
        .computeIfAbsent(function, _ -> new ArrayList<>())
        .add(
            new Prototype(
                type, List.copyOf(slots), TypeResolver.deprecation(attributes), signature.span()));
  }

  private static int slot(FuncType type, String name) {
    for (int i = 0; i < type.params().size(); i++) {
      if (type.params().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private List<Prototype> all(Function function) {
    List<Prototype> all = new ArrayList<>();
    int count = function.type().params().size();
    all.add(new Prototype(function.type(), Lambdas.slots(count), null, function.span()));
    all.addAll(alternatives.getOrDefault(function, List.of()));
    return all;
  }

  /// Whether a prototype has these parameters, by name and type.
  private static boolean matches(Prototype prototype, FuncType type) {
    List<FuncType.Param> known = prototype.type().params();
    if (known.size() != type.params().size()) {
      return false;
    }
    for (int i = 0; i < known.size(); i++) {
      FuncType.Param param = type.params().get(i);
      if (!known.get(i).name().equals(param.name())
          || !Types.same(known.get(i).type(), param.type())) {
        return false;
      }
    }
    return true;
  }

  /// The places of a body's parameters in the canonical prototype, or null when no prototype fits.
  @Nullable List<Integer> slots(Function function, FuncType type, TypeExpr.Signature source) {
    for (Prototype prototype : all(function)) {
      if (matches(prototype, type)) {
        deprecated(function, prototype, type, source);
        return prototype.slots();
      }
    }
    return sameTypes(function.type(), type) ? Lambdas.slots(type.params().size()) : null;
  }

  private void deprecated(
      Function function, Prototype prototype, FuncType type, TypeExpr.Signature source) {
    Subject subject = new Subject(source.span(), "");
    Subject declared = new Subject(prototype.span(), describe(type));
    if (prototype.deprecated() != null) {
      checks.diagnostics.warning(
          subject,
          declared,
          "use of deprecated '" + function.name() + "' prototype" + reason(prototype.deprecated()));
    }
    for (FuncType.Param param : prototype.type().params()) {
      String reason = param.deprecated();
      if (reason != null) {
        checks.diagnostics.warning(
            subject,
            declared,
            "use of deprecated parameter '" + param.name() + "'" + reason(reason));
      }
    }
  }

  private static String reason(@Nullable String text) {
    return text == null || text.isEmpty() ? "" : ": " + text;
  }

  static boolean sameTypes(FuncType a, FuncType b) {
    if (a.params().size() != b.params().size()) {
      return false;
    }
    for (int i = 0; i < a.params().size(); i++) {
      if (!Types.same(a.params().get(i).type(), b.params().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /// A function type in the form that messages show.
  static String describe(FuncType type) {
    List<String> params =
        type.params().stream()
            .map(p -> p.name() + ":" + Checks.describe(p.type()) + p.attributes())
            .toList();
    String head = type.flavor().name().toLowerCase(java.util.Locale.ROOT);
    String text = head + "(" + String.join(", ", params) + ")";
    Type result = type.result();
    return type.flavor() == FuncType.Flavor.EVENT ? text : text + " : " + Checks.describe(result);
  }

  static String describe(TypeExpr.Signature signature) {
    return Describe.signature(signature);
  }
}
