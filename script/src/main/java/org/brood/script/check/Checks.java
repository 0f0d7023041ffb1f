package org.brood.script.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.tree.Local;
import org.brood.script.tree.Program;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.jspecify.annotations.Nullable;

/// The parts of the checker and what they share: the program as it grows.
final class Checks {
  final Diagnostics diagnostics;
  final Symbols symbols;
  final TypeResolver types;
  final Conversions conversions;
  final Operators operators;
  final Compounds compounds;
  final Constructors constructors;
  final RecordConstructors recordConstructors;
  final Calls calls;
  final Lambdas lambdas;
  final Access access;
  final Expressions expressions;
  final Statements statements;
  final Attributes attributes;
  final Prototypes prototypes;

  final List<Global> globals = new ArrayList<>();
  final List<Function> functions = new ArrayList<>();
  final List<RecordType> records = new ArrayList<>();
  final List<EnumType> enums = new ArrayList<>();
  final Map<String, Type> named = new LinkedHashMap<>();
  final List<Program.FieldDefault> fieldDefaults = new ArrayList<>();

  /// The default values of parameters, where there are any; null for a parameter that has none.
  final Map<FuncType, List<@Nullable Expr>> parameterDefaults = new IdentityHashMap<>();

  /// Where compound types are written.
  final Map<Type, Span> places = new IdentityHashMap<>();

  /// Local variables with `&is_used` or `&is_assigned`.
  final Set<Local> quiet = new HashSet<>();

  /// What gives the globals their first values, so far.
  final List<InitStep> init = new ArrayList<>();

  /// The full names of what is assigned to somewhere in the program.
  final Set<String> assigned = new HashSet<>();

  /// The full names of functions that have a body somewhere in the program.
  final Set<String> withBody = new HashSet<>();

  private final Map<String, Integer> lambdaNames = new LinkedHashMap<>();

  Checks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.symbols = new Symbols(diagnostics);
    this.types = new TypeResolver(this);
    this.conversions = new Conversions(this);
    this.operators = new Operators(this);
    this.compounds = new Compounds(this);
    this.constructors = new Constructors(this);
    this.recordConstructors = new RecordConstructors(this);
    this.calls = new Calls(this);
    this.lambdas = new Lambdas(this);
    this.access = new Access(this);
    this.expressions = new Expressions(this);
    this.statements = new Statements(this);
    this.attributes = new Attributes(this);
    this.prototypes = new Prototypes(this);
  }

  static Subject subject(org.brood.script.syntax.Expr expr) {
    return new Subject(expr.span(), () -> Describe.expression(expr));
  }

  /// A type as a subject of a message, at the place where it is written if it is a compound one.
  Subject typeSubject(Type type) {
    return new Subject(place(type), describe(type));
  }

  /// Where a compound type is written, nowhere for others.
  Span place(Type type) {
    return places.getOrDefault(type, Span.NONE);
  }

  /// The name of a type as messages show it: short where it has a name.
  static String describe(Type type) {
    return switch (type) {
      case RecordType record when !record.name().isEmpty() -> record.name();
      case EnumType enumeration -> enumeration.name();
      default -> type.describe();
    };
  }

  void error(org.brood.script.syntax.Expr expr, String message) {
    diagnostics.error(subject(expr), message);
  }

  /// Stands for an expression that had an error.
  static Expr broken(Span span) {
    return new Expr.LongConst(0, Basic.ERROR, span);
  }

  static boolean isBroken(Expr expr) {
    return expr.type() == Basic.ERROR;
  }

  /// Reports an error and stands for the expression.
  Expr broken(org.brood.script.syntax.Expr expr, String message) {
    error(expr, message);
    return broken(expr.span());
  }

  /// The statements of a body that was checked, with full names: those of locals begin with their
  /// module, too.
  String listing(List<org.brood.script.syntax.Stmt> body, Frame frame) {
    return Describe.listing(body, name -> listedName(name, frame));
  }

  private String listedName(String name, Frame frame) {
    Symbol symbol =
        frame.names().contains(name) ? null : symbols.find(name, frame.module(), frame.visible());
    return symbol == null ? Symbols.fullName(name, frame.module()) : symbol.name();
  }

  /// A name for a lambda, the same in each run.
  String lambdaName(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    String name = "lambda_<" + Long.toUnsignedString(hash) + ">";
    int uses = lambdaNames.merge(name, 1, Integer::sum);
    return uses == 1 ? name : name + "_" + uses;
  }
}
