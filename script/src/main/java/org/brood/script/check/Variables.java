package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Constant;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Parser;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Global variables, constants and options, and their redefinitions in the order of the program.
final class Variables {
  private static final String NATIVE_FILES = ".bif.zeek";

  private final Checks checks;
  private final Map<Global, TableAttrs> tableAttributes = new HashMap<>();
  private final Map<Global, Expr> addFunctions = new HashMap<>();
  private final Map<Global, Expr> deleteFunctions = new HashMap<>();

  Variables(Checks checks) {
    this.checks = checks;
  }

  void declare(Decl.Variable source, Frame frame, int index) {
    if (source.kind() == Decl.VariableKind.REDEF) {
      redefine(source, frame);
      return;
    }
    String name = Symbols.fullName(source.name(), frame.module());
    if (Symbols.localPart(name).equals("_")) {
      if (source.kind() == Decl.VariableKind.OPTION) {
        checks.diagnostics.error(
            new Subject(source.nameSpan(), name), "blank identifier used as option");
      }
      return;
    }
    Symbol existing = checks.symbols.get(name);
    if (existing != null) {
      again(existing, source, frame);
      return;
    }
    Type type =
        source.type() instanceof TypeExpr.Inferred
            ? null
            : checks.types.resolve(source.type(), frame);
    Symbol.Common common =
        new Symbol.Common(
            index,
            source.scope().exported(),
            TypeResolver.deprecation(source.attributes()),
            source.nameSpan());
    if (type instanceof FuncType callable && isFunction(callable, name, source)) {
      function(name, callable, source, common);
      return;
    }
    variable(name, type, source, common, frame);
  }

  /// Whether a variable of function type is a function with bodies of its own, or a native one.
  private boolean isFunction(FuncType type, String name, Decl.Variable source) {
    boolean variable =
        !(source.value() instanceof org.brood.script.syntax.Expr.Absent)
            || (type.flavor() == FuncType.Flavor.FUNCTION
                && Attributes.has(source.attributes(), Attr.Kind.REDEF));
    if (variable) {
      return false;
    }
    if (checks.assigned.contains(name) && !checks.withBody.contains(name)) {
      return false;
    }
    return type.flavor() != FuncType.Flavor.FUNCTION
        || checks.withBody.contains(name)
        || isNative(source.span());
  }

  private static boolean isNative(Span span) {
    return span.file().name().endsWith(NATIVE_FILES);
  }

  private void function(String name, FuncType type, Decl.Variable source, Symbol.Common common) {
    boolean isNative =
        type.flavor() == FuncType.Flavor.FUNCTION
            && isNative(source.span())
            && !checks.withBody.contains(name);
    Function function = new Function(name, type, isNative, source.nameSpan());
    checks.functions.add(function);
    checks.symbols.put(name, new Symbol.Callable(function, common));
  }

  /// A second declaration: an alternative prototype of an event or hook, or an error.
  private void again(Symbol existing, Decl.Variable source, Frame frame) {
    Subject subject = new Subject(source.nameSpan(), "");
    boolean bare = source.value() instanceof org.brood.script.syntax.Expr.Absent;
    if (existing instanceof Symbol.Callable(Function function, _)
        && bare
        && source.type() instanceof TypeExpr.Function(TypeExpr.Signature signature, _)) {
      checks.prototypes.add(function, signature, source.attributes(), frame);
      return;
    }
    if (existing instanceof Symbol.Variable(Global global, _)
        && global.type() instanceof FuncType callable
        && bare
        && source.type() instanceof TypeExpr.Function(TypeExpr.Signature signature, _)) {
      Function declared = new Function(global.name(), callable, false, global.span());
      checks.prototypes.add(declared, signature, source.attributes(), frame);
      return;
    }
    if (existing instanceof Symbol.Callable
        && bare
        && !(source.type() instanceof TypeExpr.Inferred)) {
      checks.diagnostics.error(subject, "type incompatible with previous definition");
      return;
    }
    checks.diagnostics.error(
        new Subject(existing.span(), ""),
        new Subject(source.nameSpan(), existing.name()),
        "already defined");
  }

  private void variable(
      String name,
      @Nullable Type declared,
      Decl.Variable source,
      Symbol.Common common,
      Frame frame) {
    Subject subject = new Subject(source.nameSpan(), name);
    boolean valued = !(source.value() instanceof org.brood.script.syntax.Expr.Absent);
    if (valued && source.op() == Decl.InitOp.NONE) {
      checks.error(source.value(), "Initialization not preceded by =/+=/-= is not allowed.");
    }
    Expr value = valued ? checks.expressions.check(source.value(), declared, frame) : null;
    if (declared == null && value == null) {
      checks.diagnostics.error(subject, "no type given");
    }
    Type type = declared != null ? declared : inferred(value, source);
    Global global = global(name, type, source);
    checks.globals.add(global);
    checks.symbols.put(name, new Symbol.Variable(global, common));
    required(subject, source, type, valued, global.isRedefinable());
    TableAttrs attrs = globalAttributes(source.attributes(), type, global, frame);
    tableAttributes.put(global, attrs);
    if (value != null) {
      Expr converted = initial(value, type, source.value(), name);
      if (converted != null) {
        if (converted instanceof Expr.TableNew(_, _, TableAttrs own, _)
            && !own.equals(TableAttrs.NONE)) {
          tableAttributes.put(global, Attributes.merged(attrs, own));
        }
        checks.init.add(
            new InitStep.Set(global, Attributes.attach(converted, attrs), source.span()));
      }
    } else if (Types.startsEmpty(type)) {
      checks.init.add(new InitStep.Set(global, empty(type, attrs, source.span()), source.span()));
    }
  }

  private Type inferred(@Nullable Expr value, Decl.Variable source) {
    return value == null
        ? Basic.ERROR
        : checks.statements.inferred(value, source.value(), source.name());
  }

  /// The attributes of a variable; those of its constructor (`= set(1) &redef`) count too.
  private static List<Attr> allAttributes(Decl.Variable source) {
    List<Attr> inner =
        switch (source.value()) {
          case org.brood.script.syntax.Expr.TableConstructor table -> table.attributes();
          case org.brood.script.syntax.Expr.SetConstructor set -> set.attributes();
          default -> List.of();
        };
    List<Attr> all = new ArrayList<>(source.attributes());
    all.addAll(inner);
    return all;
  }

  private static Global global(String name, Type type, Decl.Variable source) {
    List<Attr> attributes = allAttributes(source);
    boolean redefinable =
        source.kind() == Decl.VariableKind.OPTION
            || Attributes.has(attributes, Attr.Kind.REDEF)
            || Attributes.has(attributes, Attr.Kind.ADD_FUNC)
            || Attributes.has(attributes, Attr.Kind.DELETE_FUNC);
    Global.Kind kind =
        switch (source.kind()) {
          case CONST -> Global.Kind.CONST;
          case OPTION -> Global.Kind.OPTION;
          case GLOBAL, REDEF -> Global.Kind.GLOBAL;
        };
    return new Global(name, type, kind, redefinable, source.scope().exported(), source.nameSpan());
  }

  private void required(
      Subject subject, Decl.Variable source, Type type, boolean valued, boolean redefinable) {
    if (valued || type == Basic.ERROR || isNative(source.span())) {
      return;
    }
    if (source.kind() == Decl.VariableKind.CONST && !redefinable) {
      checks.diagnostics.error(subject, "const variable must be initialized");
    } else if (source.kind() == Decl.VariableKind.OPTION && !isContainer(type)) {
      checks.diagnostics.error(subject, "option variable must be initialized");
    }
  }

  private static boolean isContainer(Type type) {
    return type instanceof TableType || type instanceof VectorType;
  }

  /// The attributes of a global; `&default` is for tables only.
  private TableAttrs globalAttributes(
      List<Attr> attributes, Type type, Global global, Frame frame) {
    Attr defaults = Attributes.find(attributes, Attr.Kind.DEFAULT);
    boolean table = type instanceof TableType t && !t.isSet();
    if (defaults != null && !table && type != Basic.ERROR) {
      checks.attributes.error(
          defaults, "&default is not valid for global variables except for tables");
      return TableAttrs.NONE;
    }
    Attr adds = Attributes.find(attributes, Attr.Kind.ADD_FUNC);
    if (adds != null) {
      joinFunction(adds, type, "&add_func", global, addFunctions, frame);
    }
    Attr deletes = Attributes.find(attributes, Attr.Kind.DELETE_FUNC);
    if (deletes != null) {
      joinFunction(deletes, type, "&delete_func", global, deleteFunctions, frame);
    }
    Attr priority = Attributes.find(attributes, Attr.Kind.PRIORITY);
    if (priority != null) {
      checks.attributes.error(priority, "&priority only applicable to event bodies");
    }
    return checks.attributes.variable(attributes, type, frame);
  }

  private void joinFunction(
      Attr attribute,
      Type type,
      String name,
      Global global,
      Map<Global, Expr> functions,
      Frame frame) {
    Expr function = checks.expressions.check(attribute.value(), frame);
    if (Checks.isBroken(function)) {
      return;
    }
    if (!(function.type() instanceof FuncType called)) {
      checks.error(attribute.value(), name + " must be a function");
    } else if (!Types.same(called.result(), type)) {
      checks.error(attribute.value(), name + " function must yield same type as variable");
    } else {
      functions.put(global, function);
    }
  }

  private static Expr empty(Type type, TableAttrs attrs, Span span) {
    return switch (type) {
      case TableType table -> new Expr.TableNew(table, List.of(), attrs, span);
      case VectorType vector -> new Expr.VectorNew(vector, List.of(), span);
      case RecordType record -> new Expr.RecordNew(record, List.of(), span);
      default -> Checks.broken(span);
    };
  }

  /// A first value as the type of its variable, or null after an error.
  private @Nullable Expr initial(
      Expr value, Type type, org.brood.script.syntax.Expr source, String name) {
    Subject whole =
        new Subject(source.span(), () -> name + " = " + checks.constructors.shown(source));
    if (type != Basic.ERROR && checks.constructors.clashes(value, source)) {
      checks.diagnostics.error(whole, "type clash in assignment");
    }
    Expr converted = checks.conversions.assigned(value, type, source, whole);
    return converted == null || Checks.isBroken(converted) ? null : converted;
  }

  // ---- redefinitions

  private void redefine(Decl.Variable source, Frame frame) {
    Symbol symbol =
        checks.symbols.use(source.name(), frame.module(), frame.visible(), source.nameSpan());
    Subject subject = new Subject(source.nameSpan(), source.name());
    switch (symbol) {
      case Symbol.Variable(Global global, _) -> redefine(global, source, frame);
      case Symbol.Callable(Function function, _) ->
          checks.diagnostics.error(
              new Subject(function.span(), function.name()),
              "cannot redefine a variable not marked with &redef");
      case Symbol.Named(String name, Type type, _) -> {
        String kind = Conversions.kind(type);
        boolean word = kind.equals("record") || kind.equals("enum");
        String near = ", at or near \"" + source.name() + "\"";
        checks.diagnostics.error(
            source.nameSpan(),
            word
                ? "redef of " + kind + " type " + name + " is missing " + kind + " keyword" + near
                : "can not redef " + kind + " type " + name + near);
      }
      case Symbol.Enumerator _ ->
          checks.diagnostics.error(subject, "cannot redefine a variable not marked with &redef");
      case null ->
          checks.diagnostics.error(
              subject,
              "\"redef\" used but not previously defined",
              checks.symbols.suggestions(source.name(), frame.module()));
    }
  }

  private void redefine(Global global, Decl.Variable source, Frame frame) {
    boolean valued = !(source.value() instanceof org.brood.script.syntax.Expr.Absent);
    if (!global.isRedefinable()) {
      if (valued || source.attributes().isEmpty()) {
        checks.diagnostics.error(
            new Subject(global.span(), global.name()),
            "cannot redefine a variable not marked with &redef");
        return;
      }
    }
    if (!(source.type() instanceof TypeExpr.Inferred)
        && !Types.same(checks.types.resolve(source.type(), frame), global.type())) {
      checks.diagnostics.error(
          new Subject(global.span(), global.name()), "redefinition changes type");
      return;
    }
    TableAttrs more = globalAttributes(source.attributes(), global.type(), global, frame);
    TableAttrs attrs =
        Attributes.merged(tableAttributes.getOrDefault(global, TableAttrs.NONE), more);
    tableAttributes.put(global, attrs);
    if (!valued) {
      if (global.type() instanceof TableType && !more.equals(TableAttrs.NONE)) {
        checks.init.add(new InitStep.SetAttrs(global, attrs, source.span()));
      }
      return;
    }
    Decl.InitOp op = source.op();
    boolean element =
        op == Decl.InitOp.NONE
            && global.type() instanceof TableType
            && source.value() instanceof org.brood.script.syntax.Expr.Assign;
    if (op == Decl.InitOp.NONE && !element) {
      checks.error(source.value(), "Initialization not preceded by =/+=/-= is not allowed.");
      return;
    }
    join(global, element ? Decl.InitOp.ADD : op, source.value(), source.span(), frame);
  }

  /// Gives a global a new value, or adds to or removes from the one it has.
  private void join(
      Global global, Decl.InitOp op, org.brood.script.syntax.Expr source, Span span, Frame frame) {
    if (op == Decl.InitOp.SET) {
      Expr value = checks.expressions.check(source, global.type(), frame);
      Expr converted = initial(value, global.type(), source, global.name());
      if (converted != null) {
        TableAttrs attrs = tableAttributes.getOrDefault(global, TableAttrs.NONE);
        checks.init.add(new InitStep.Set(global, Attributes.attach(converted, attrs), span));
      }
      return;
    }
    Expr target = new Expr.GlobalGet(global, span);
    boolean adds = op == Decl.InitOp.ADD;
    Expr function = adds ? addFunctions.get(global) : deleteFunctions.get(global);
    if (function != null) {
      boolean hasValue =
          Types.startsEmpty(global.type())
              || checks.init.stream()
                  .anyMatch(s -> s instanceof InitStep.Set set && set.global() == global);
      if (hasValue) {
        joinWith(function, global, source, span, frame);
      } else {
        checks.diagnostics.error(
            new Subject(global.span(), global.name()),
            op.text() + " initializer applied to ID without value");
      }
      return;
    }
    org.brood.script.syntax.Expr shown =
        new org.brood.script.syntax.Expr.Assign(
            adds
                ? org.brood.script.syntax.Expr.AssignOp.ADD
                : org.brood.script.syntax.Expr.AssignOp.REMOVE,
            new org.brood.script.syntax.Expr.Name(global.name(), span),
            source,
            span);
    org.brood.script.syntax.Expr items =
        source instanceof org.brood.script.syntax.Expr.Assign
            ? new org.brood.script.syntax.Expr.Items(true, List.of(source), false, span)
            : source;
    Expr joined = checks.compounds.compound(target, adds, items, shown, frame);
    if (!Checks.isBroken(joined)) {
      checks.init.add(new InitStep.Evaluate(joined, span));
    }
  }

  private void joinWith(
      Expr function, Global global, org.brood.script.syntax.Expr source, Span span, Frame frame) {
    Expr before = new Expr.GlobalGet(global, span);
    Expr value = checks.conversions.checked(source, global.type(), frame);
    if (Checks.isBroken(value)) {
      return;
    }
    List<Expr> arguments = List.of(before, value);
    Expr call =
        function instanceof Expr.FunctionGet(Function called, _)
            ? new Expr.Call(called, arguments, global.type(), span)
            : new Expr.CallValue(function, arguments, global.type(), span);
    checks.init.add(new InitStep.Set(global, call, span));
  }

  // ---- the command line

  /// `NAME=value`: text is taken as it is for strings, all else is read as an expression.
  void assign(Decl.CommandLine source, Frame frame) {
    Symbol symbol = checks.symbols.find(source.name(), frame.module(), frame.visible());
    if (symbol == null) {
      checks.diagnostics.error(
          Span.NONE,
          "unknown identifier '" + source.name() + "' in command-line options",
          checks.symbols.suggestions(source.name(), frame.module()));
      return;
    }
    if (!(symbol instanceof Symbol.Variable(Global global, _))) {
      checks.diagnostics.error(
          Span.NONE,
          "can't set value of '" + source.name() + "' in command-line options: unknown type");
      return;
    }
    Subject subject = new Subject(global.span(), global.name());
    if (!global.isRedefinable()) {
      checks.diagnostics.error(subject, "cannot redefine a variable not marked with &redef");
      return;
    }
    org.brood.script.syntax.Expr value = parsed(source, global);
    if (!(value instanceof org.brood.script.syntax.Expr.Absent)) {
      join(global, source.op(), value, source.span(), frame);
    }
  }

  private org.brood.script.syntax.Expr parsed(Decl.CommandLine source, Global global) {
    if (global.type() == Basic.STRING) {
      byte[] utf8 = source.value().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      String bytes = new String(utf8, java.nio.charset.StandardCharsets.ISO_8859_1);
      return new org.brood.script.syntax.Expr.Literal(new Constant.Text(bytes), source.span());
    }
    if (source.value().isEmpty()) {
      checks.diagnostics.error(
          Span.NONE,
          "must assign non-empty value to '" + source.name() + "' in command-line options");
      return new org.brood.script.syntax.Expr.Absent(source.span());
    }
    SourceFile file = SourceFile.ofText("<params>", source.value());
    return Parser.parseValue(file, checks.diagnostics, new ValueDirectives(source.scope()));
  }
}
