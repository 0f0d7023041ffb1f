package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Attr;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.TypeExpr;
import org.brood.script.syntax.Walk;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.jspecify.annotations.Nullable;

/// Bodies of functions, events and hooks: which declaration each belongs to, and what is in it.
final class Bodies {
  private final Checks checks;
  private final List<Pending> pending = new ArrayList<>();
  private final Set<Function> implicit = new LinkedHashSet<>();

  Bodies(Checks checks) {
    this.checks = checks;
  }

  /// A body that is checked when all declarations are known.
  private record Pending(
      Function function, Decl.Function source, FuncType type, List<Integer> slots, int visible) {}

  /// Notes which functions have bodies: a variable of function type that has none is a variable.
  void findNames(List<Decl> declarations) {
    for (Decl declaration : declarations) {
      if (declaration instanceof Decl.Function function) {
        String module = function.scope().module();
        checks.withBody.add(Symbols.fullName(function.name(), module));
        Set<String> locals = Walk.bound(function.body());
        function.signature().parameters().forEach(one -> locals.add(one.name()));
        Walk.expressions(function.body(), expr -> noteAssignment(expr, locals, module));
      }
    }
  }

  private void noteAssignment(
      org.brood.script.syntax.Expr expr, Set<String> locals, String module) {
    if (expr
            instanceof
            org.brood.script.syntax.Expr.Assign(
                _,
                org.brood.script.syntax.Expr.Name(String name, _),
                _,
                _)
        && !locals.contains(name)) {
      checks.assigned.add(Symbols.fullName(name, module));
      checks.assigned.add(Symbols.fullName(name, "GLOBAL"));
    }
  }

  void declare(Decl.Function source, Frame frame, int index) {
    FuncType type = checks.types.signature(source.signature(), frame);
    if (source.signature().flavor() == TypeExpr.Flavor.EVENT
        && !isVoid(source.signature().result())) {
      checks.diagnostics.error(
          new Subject(source.nameSpan(), source.name()), "event cannot yield a value");
    }
    Symbol symbol = existing(source, frame);
    Function function = function(symbol, source, type, frame, index);
    if (function == null) {
      return;
    }
    List<Integer> slots = slots(function, type, source);
    if (source.redef()) {
      pending.removeIf(earlier -> earlier.function() == function);
    }
    if (slots != null) {
      pending.add(new Pending(function, source, type, slots, index + 1));
    }
  }

  private static boolean isVoid(TypeExpr type) {
    return type instanceof TypeExpr.Basic(TypeExpr.Kind kind, _) && kind == TypeExpr.Kind.VOID;
  }

  /// What the name of a body stands for already. Events are found in other modules too.
  private @Nullable Symbol existing(Decl.Function source, Frame frame) {
    if (source.signature().flavor() == TypeExpr.Flavor.EVENT) {
      return checks.symbols.find(source.name(), frame.module(), frame.visible());
    }
    return checks.symbols.get(Symbols.fullName(source.name(), frame.module()));
  }

  private @Nullable Function function(
      @Nullable Symbol symbol, Decl.Function source, FuncType type, Frame frame, int index) {
    Subject subject = new Subject(source.nameSpan(), source.name());
    return switch (symbol) {
      case null -> {
        if (source.redef()) {
          checks.diagnostics.error(subject, "redef of not-previously-declared value");
        }
        yield created(source, type, frame, index);
      }
      case Symbol.Callable(Function function, Symbol.Common common) -> {
        FuncType.Flavor flavor = function.type().flavor();
        String reason = common.deprecated();
        if (flavor != FuncType.Flavor.FUNCTION && reason != null) {
          checks.types.deprecated(function.name(), reason, source.nameSpan());
        }
        yield function;
      }
      case Symbol.Variable(Global global, _)
          when global.type() instanceof FuncType declared && global.isRedefinable() ->
          initial(global, declared, source);
      case Symbol.Named(String name, FuncType declared, Symbol.Common common) -> {
        // a type of hook or event whose name is that of the hook itself
        Function function = new Function(name, declared, false, source.nameSpan());
        checks.symbols.put(name, new Symbol.Callable(function, common));
        checks.functions.add(function);
        yield function;
      }
      case Symbol.Variable _, Symbol.Named _, Symbol.Enumerator _ -> {
        checks.diagnostics.error(
            new Subject(source.nameSpan(), source.name()),
            "Function clash with previous definition with incompatible type");
        checks.diagnostics.fatal(
            source.span(), "invalid definition of '" + source.name() + "' (see previous errors)");
        yield null;
      }
    };
  }

  /// The body of a variable that can be redefined is its first value.
  private Function initial(Global global, FuncType declared, Decl.Function source) {
    Function function = new Function(global.name(), declared, false, source.nameSpan());
    checks.functions.add(function);
    Expr value = new Expr.FunctionGet(function, source.nameSpan());
    checks.init.add(new InitStep.Set(global, value, source.nameSpan()));
    return function;
  }

  /// A function that its body declares. Events belong to no module then.
  private Function created(Decl.Function source, FuncType type, Frame frame, int index) {
    boolean event = type.flavor() == FuncType.Flavor.EVENT;
    String name =
        event
            ? Symbols.fullName(source.name(), "GLOBAL")
            : Symbols.fullName(source.name(), frame.module());
    Function function = new Function(name, type, false, source.nameSpan());
    String deprecated = TypeResolver.deprecation(source.attributes());
    boolean exported = source.scope().exported();
    // A function may call itself: it is visible in its own body.
    Symbol.Common common = new Symbol.Common(index, exported, deprecated, source.nameSpan());
    checks.symbols.put(name, new Symbol.Callable(function, common));
    checks.functions.add(function);
    if (event || !exported) {
      if (!Attributes.has(source.attributes(), Attr.Kind.IS_USED)) {
        implicit.add(function);
      }
    }
    return function;
  }

  private @Nullable List<Integer> slots(Function function, FuncType type, Decl.Function source) {
    FuncType declared = function.type();
    Subject subject = new Subject(source.signature().span(), Prototypes.describe(type));
    Subject canonical = new Subject(function.span(), Prototypes.describe(declared));
    if (declared.flavor() != type.flavor()) {
      checks.diagnostics.error(subject, canonical, "incompatible function flavor");
      return null;
    }
    if (type.flavor() == FuncType.Flavor.FUNCTION) {
      boolean again = pending.stream().anyMatch(body -> body.function() == function);
      if (again || function.isNative()) {
        checks.diagnostics.error(
            new Subject(function.span(), ""),
            new Subject(source.nameSpan(), function.name()),
            "already defined");
        Span body = source.span();
        checks.diagnostics.fatal(
            new Span(body.file(), body.end() - 1, body.end()),
            "invalid definition of '" + source.name() + "' (see previous errors)");
        return null;
      }
      if (!Prototypes.sameTypes(declared, type) || !Types.same(declared.result(), type.result())) {
        checks.diagnostics.error(subject, canonical, "incompatible function types");
        return null;
      }
      addDefaults(declared, type);
      return Lambdas.slots(type.params().size());
    }
    List<Integer> slots = checks.prototypes.slots(function, type, source.signature());
    if (slots == null) {
      checks.diagnostics.error(
          subject,
          new Subject(function.span(), function.name()),
          "use of undeclared alternate prototype");
      return null;
    }
    unusedDefaults(function, source);
    return slots;
  }

  /// Defaults that only the body gives count for calls as well.
  private void addDefaults(FuncType declared, FuncType type) {
    List<@Nullable Expr> own = checks.parameterDefaults.getOrDefault(type, List.of());
    List<@Nullable Expr> before = checks.parameterDefaults.getOrDefault(declared, List.of());
    List<@Nullable Expr> all = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      boolean given = own.get(i) != null || i >= before.size();
      all.add(given ? own.get(i) : before.get(i));
    }
    checks.parameterDefaults.put(declared, all);
  }

  private void unusedDefaults(Function function, Decl.Function source) {
    if (function.span().equals(source.nameSpan())) {
      return;
    }
    for (TypeExpr.Field parameter : source.signature().parameters()) {
      if (Attributes.has(parameter.attributes(), Attr.Kind.DEFAULT)) {
        String word = source.signature().flavor().name().toLowerCase(java.util.Locale.ROOT);
        checks.diagnostics.warning(
            parameter.span(),
            "&default on parameter '"
                + parameter.name()
                + "' has no effect (not a "
                + word
                + " declaration)");
      }
    }
  }

  /// Checks all bodies.
  void check() {
    for (Pending body : pending) {
      Decl.Function source = body.source();
      checks.diagnostics.section(body.visible() - 1);
      checks.symbols.usedBy(body.function().name());
      Frame frame =
          new Frame(
              null,
              body.type().flavor(),
              body.type().result(),
              source.scope().module(),
              body.visible());
      List<Stmt> narrowed = new ArrayList<>();
      List<Local> params = parameters(body, frame, narrowed);
      Frame outside = Frame.global(source.scope().module(), body.visible());
      int priority = priority(source.attributes(), outside);
      List<String> groups = groups(source.attributes(), outside);
      Stmt code = checks.statements.body(source.body(), source.span(), frame);
      if (!narrowed.isEmpty()) {
        narrowed.add(code);
        code = new Stmt.Block(List.copyOf(narrowed), source.span());
      }
      body.function().addListing(() -> checks.listing(source.body(), frame));
      body.function()
          .bodies()
          .add(
              new Body(
                  params,
                  body.slots(),
                  List.of(),
                  code,
                  priority,
                  groups,
                  source.scope().module(),
                  source.span()));
    }
    checks.symbols.usedByNobody();
  }

  /// The parameters of a body. One that the canonical prototype leaves open (`any`) and the body
  /// does not becomes a variable of its own, which starts with the argument.
  private List<Local> parameters(Pending body, Frame frame, List<Stmt> narrowed) {
    List<Local> params = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<FuncType.Param> canonical = body.function().type().params();
    for (int i = 0; i < body.type().params().size(); i++) {
      FuncType.Param param = body.type().params().get(i);
      if (!seen.add(param.name())) {
        checks.diagnostics.error(
            new Subject(body.source().nameSpan(), param.name()), "argument name used twice");
      }
      Type open = canonical.get(body.slots().get(i)).type();
      Local local = new Local(param.name(), open, Local.Kind.PARAM);
      params.add(local);
      boolean converts =
          open != param.type()
              && (open == Basic.ANY || param.type() == Basic.ANY || open instanceof RecordType);
      if (converts) {
        Span span = body.source().nameSpan();
        Local own = new Local(param.name(), param.type(), Local.Kind.LOCAL);
        Expr value = new Expr.Coerce(new Expr.LocalGet(local, span), param.type(), span);
        narrowed.add(new Stmt.LocalInit(own, value, TableAttrs.NONE, span));
        local = own;
      }
      frame.declare(local, false, body.source().nameSpan());
    }
    return List.copyOf(params);
  }

  private int priority(List<Attr> attributes, Frame frame) {
    Attr priority = Attributes.find(attributes, Attr.Kind.PRIORITY);
    if (priority == null) {
      return 0;
    }
    Long value = constant(checks.expressions.check(priority.value(), frame));
    if (value == null) {
      checks.attributes.error(priority, "priority expression is not constant");
      return 0;
    }
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private static @Nullable Long constant(Expr value) {
    return switch (value) {
      case Expr.LongConst(long number, _, _) -> number;
      case Expr.Coerce(Expr operand, _, _) -> constant(operand);
      case Expr.Negate(Expr operand, _, _) -> {
        Long number = constant(operand);
        yield number == null ? null : -number;
      }
      case Expr.Binary(Expr.Op op, Expr left, Expr right, _, _, _) -> {
        Long a = constant(left);
        Long b = constant(right);
        yield a == null || b == null ? null : combined(op, a, b);
      }
      default -> null;
    };
  }

  private static @Nullable Long combined(Expr.Op op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      default -> null;
    };
  }

  private List<String> groups(List<Attr> attributes, Frame frame) {
    List<String> groups = new ArrayList<>();
    for (Attr attribute : attributes) {
      if (attribute.kind() == Attr.Kind.GROUP) {
        Expr name = checks.conversions.checked(attribute.value(), Basic.STRING, frame);
        if (name instanceof Expr.StringConst(byte[] bytes, _)) {
          groups.add(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        } else if (!Checks.isBroken(name)) {
          checks.attributes.error(attribute, "group attribute is not a string constant");
        }
      }
    }
    return List.copyOf(groups);
  }

  /// Functions and events that only a body declared.
  Set<Function> implicitEvents() {
    return implicit;
  }
}
