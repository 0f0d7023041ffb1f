package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.load.Loader;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Describe;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Types from the way they are written.
final class TypeResolver {
  private final Checks checks;

  TypeResolver(Checks checks) {
    this.checks = checks;
  }

  Type resolve(TypeExpr type, Frame frame) {
    Type resolved = resolved(type, frame);
    if (type instanceof TypeExpr.Table
        || type instanceof TypeExpr.Set
        || type instanceof TypeExpr.Vector) {
      checks.places.put(resolved, type.span());
    }
    return resolved;
  }

  private Type resolved(TypeExpr type, Frame frame) {
    return switch (type) {
      case TypeExpr.Inferred _ -> Basic.ERROR;
      case TypeExpr.Basic(TypeExpr.Kind kind, _) -> basic(kind);
      case TypeExpr.Named(String name, Span span) -> named(name, span, frame);
      case TypeExpr.Table(List<TypeExpr> index, TypeExpr yield, _) ->
          table(index, yield, type, frame);
      case TypeExpr.Set(List<TypeExpr> index, _) -> table(index, null, type, frame);
      case TypeExpr.Vector(TypeExpr element, _) -> new VectorType(resolve(element, frame));
      case TypeExpr.RecordType(List<TypeExpr.Field> fields, _) -> {
        RecordType record = new RecordType("");
        checks.records.add(record);
        addFields(record, fields, type.span(), false, frame);
        yield record;
      }
      case TypeExpr.Enum(_, Span span) -> {
        checks.diagnostics.fatal(span, "incorrect syntax for enum type declaration");
        yield Basic.ERROR;
      }
      case TypeExpr.File _ -> Basic.FILE;
      case TypeExpr.Opaque(String name, _) -> new OpaqueType(name);
      case TypeExpr.Function(TypeExpr.Signature signature, _) -> signature(signature, frame);
    };
  }

  private static Type basic(TypeExpr.Kind kind) {
    return switch (kind) {
      case BOOL -> Basic.BOOL;
      case INT -> Basic.INT;
      case COUNT -> Basic.COUNT;
      case DOUBLE -> Basic.DOUBLE;
      case TIME -> Basic.TIME;
      case INTERVAL -> Basic.INTERVAL;
      case STRING -> Basic.STRING;
      case PATTERN -> Basic.PATTERN;
      case PORT -> Basic.PORT;
      case ADDR -> Basic.ADDR;
      case SUBNET -> Basic.SUBNET;
      case ANY -> Basic.ANY;
      case VOID -> Basic.VOID;
    };
  }

  private Type named(String name, Span span, Frame frame) {
    Symbol symbol = checks.symbols.use(name, frame.module(), frame.visible(), span);
    switch (symbol) {
      case null -> {
        checks.diagnostics.error(
            span,
            "identifier not defined: " + name,
            checks.symbols.suggestions(name, frame.module()));
        return Basic.ERROR;
      }
      case Symbol.Named(String full, Type type, Symbol.Common common) -> {
        deprecated(full, common.deprecated(), span);
        return type;
      }
      case Symbol.Variable _, Symbol.Callable _, Symbol.Enumerator _ -> {
        checks.diagnostics.error(new Subject(span, name), "not a Zeek type");
        return Basic.ERROR;
      }
    }
  }

  void deprecated(String name, @Nullable String reason, Span span) {
    if (reason != null) {
      String why = reason.isEmpty() ? "" : ": " + reason;
      checks.diagnostics.deprecation(new Subject(span, ""), "deprecated (" + name + ")" + why);
    }
  }

  private Type table(List<TypeExpr> index, @Nullable TypeExpr yield, TypeExpr source, Frame frame) {
    List<Type> types = new ArrayList<>();
    for (TypeExpr part : index) {
      Type type = resolve(part, frame);
      String problem = Indexable.problem(type);
      if (problem != null) {
        checks.diagnostics.error(
            new Subject(source.span(), Describe.type(source)),
            new Subject(
                part instanceof TypeExpr.Basic ? Span.NONE : place(part, frame),
                Describe.type(part)),
            "index type containing '" + problem + "' is not supported");
        return Basic.ERROR;
      }
      types.add(type);
    }
    return new TableType(List.copyOf(types), yield == null ? null : resolve(yield, frame));
  }

  /// Where a named type is declared; else where it is written.
  private Span place(TypeExpr type, Frame frame) {
    Symbol symbol =
        type instanceof TypeExpr.Named(String name, _)
            ? checks.symbols.find(name, frame.module(), frame.visible())
            : null;
    if (symbol instanceof Symbol.Named(var _, Type named, var _)) {
      return checks.places.getOrDefault(named, symbol.span());
    }
    return symbol == null ? type.span() : symbol.span();
  }

  /// The type of a function, event or hook; the defaults of its parameters are kept.
  FuncType signature(TypeExpr.Signature signature, Frame frame) {
    List<FuncType.Param> params = new ArrayList<>();
    List<@Nullable Expr> defaults = new ArrayList<>();
    for (TypeExpr.Field field : signature.parameters()) {
      Type type = resolve(field.type(), frame);
      String deprecated = deprecation(field.attributes());
      Expr value = null;
      String shown = null;
      for (Attr attribute : field.attributes()) {
        if (attribute.kind() == Attr.Kind.DEFAULT) {
          value = checks.conversions.checked(attribute.value(), type, frame);
          shown = Describe.expression(attribute.value());
        } else if (attribute.kind() == Attr.Kind.OPTIONAL) {
          checks.attributes.error(attribute, "&optional is only valid for record fields");
        }
      }
      params.add(new FuncType.Param(field.name(), type, shown, deprecated));
      defaults.add(value);
    }
    FuncType.Flavor flavor =
        switch (signature.flavor()) {
          case FUNCTION -> FuncType.Flavor.FUNCTION;
          case EVENT -> FuncType.Flavor.EVENT;
          case HOOK -> FuncType.Flavor.HOOK;
        };
    Type result =
        switch (flavor) {
          case FUNCTION -> resolve(signature.result(), frame);
          case EVENT -> Basic.VOID;
          case HOOK -> Basic.BOOL;
        };
    FuncType type = new FuncType(flavor, List.copyOf(params), result);
    checks.parameterDefaults.put(type, defaults);
    return type;
  }

  /// The reason that `&deprecated` gives, empty if it gives none, null without it.
  static @Nullable String deprecation(List<Attr> attributes) {
    for (Attr attribute : attributes) {
      if (attribute.kind() == Attr.Kind.DEPRECATED) {
        return attribute.value()
                instanceof
                org.brood.script.syntax.Expr.Literal(
                    org.brood.script.syntax.Constant.Text(String text),
                    _)
            ? text
            : "";
      }
    }
    return null;
  }

  /// Adds fields to a record.
  ///
  /// @param written the text up to the closing brace
  /// @param logAll whether all of them are logged: `redef record … += { … } &log`
  void addFields(
      RecordType record, List<TypeExpr.Field> fields, Span written, boolean logAll, Frame frame) {
    if (!fields.isEmpty()) {
      checks.places.putIfAbsent(
          record, new Span(written.file(), written.start(), fields.getLast().span().end()));
    }
    Span brace =
        new Span(written.file(), Math.max(written.start(), written.end() - 1), written.end());
    for (TypeExpr.Field field : fields) {
      if (record.slot(field.name()) >= 0) {
        checks.diagnostics.error(
            brace,
            "duplicate field '" + field.name() + "' found in record definition",
            "it is there again in line " + field.span().line());
        continue;
      }
      Type type = resolve(field.type(), frame);
      checks.attributes.addField(record, field, type, logAll, frame);
    }
  }

  /// Adds enumerators, and their names.
  void addEnumerators(
      EnumType type, List<TypeExpr.EnumValue> values, String module, Symbol.Common common) {
    for (TypeExpr.EnumValue value : values) {
      String full = Symbols.fullName(value.name(), module);
      Symbol existing = checks.symbols.get(full);
      if (existing != null) {
        boolean same =
            existing instanceof Symbol.Enumerator(EnumType.Item item, _)
                && item.type() == type
                && item.value() == value.number();
        if (!same) {
          checks.diagnostics.error(
              new Subject(value.span(), ""),
              new Subject(existing.span(), ""),
              "conflicting definition of enum value '" + full + "' in type '" + type.name() + "'");
        }
        continue;
      }
      EnumType.Item item = value.number() >= 0 ? type.add(full, value.number()) : type.add(full);
      String deprecated = deprecation(value.attributes());
      Symbol.Common own =
          new Symbol.Common(common.index(), common.exported(), deprecated, value.span());
      checks.symbols.put(full, new Symbol.Enumerator(item, own));
    }
  }

  /// The frame of declarations in a module.
  static Frame frame(String module, int visible) {
    return Frame.global(module.isEmpty() ? Loader.GLOBAL_MODULE : module, visible);
  }
}
