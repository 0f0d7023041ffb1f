package org.brood.script.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brood.script.load.ConditionEvaluator.Entry;
import org.brood.script.load.ConditionEvaluator.Unknown;
import org.brood.script.syntax.Constant;
import org.brood.script.syntax.Decl;
import org.brood.script.syntax.Expr;
import org.brood.script.syntax.Stmt;
import org.brood.script.syntax.TypeExpr;
import org.jspecify.annotations.Nullable;

/// One evaluation of a condition: walks the syntax tree, with a bound on how far it goes.
///
/// Values are plain: `Boolean`, `Long`, `Double`, `String`, [Constant] for what has a literal of
/// its own, [EnumName], `List` for vectors, `Set`, `Map` for tables, [RecordValue].
final class Evaluation {
  private static final int MAX_STEPS = 200_000;
  private static final int MAX_DEPTH = 100;

  private final ConditionEvaluator names;
  private final Builtins builtins;
  private int steps;
  private int depth;

  Evaluation(ConditionEvaluator names, Builtins builtins) {
    this.names = names;
    this.builtins = builtins;
  }

  record EnumName(String name) {}

  record RecordValue(Map<String, Object> fields) {}

  /// Nothing: a variable without a value.
  enum Unset {
    UNSET
  }

  /// Where an expression stands: its module, how much was declared before it, and local variables.
  private record Place(String module, int asOf, Map<String, Object> locals) {}

  Object value(Expr expr, String module, int asOf) {
    return eval(expr, new Place(module, asOf, new HashMap<>()));
  }

  static boolean isTrue(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case Long number -> number != 0;
      default -> throw new Unknown("the condition is not a truth value");
    };
  }

  private Object eval(Expr expr, Place at) {
    if (++steps > MAX_STEPS || depth > MAX_DEPTH) {
      throw new Unknown("the condition is too complex");
    }
    return switch (expr) {
      case Expr.Literal(Constant constant, _) -> literal(constant);
      case Expr.Name(String name, _) -> name(name, at);
      case Expr.Paren(Expr inner, _) -> eval(inner, at);
      case Expr.Unary(Expr.UnaryOp op, Expr operand, _) -> unary(op, eval(operand, at));
      case Expr.Binary binary -> binary(binary, at);
      case Expr.Conditional(Expr condition, Expr yes, Expr no, _) ->
          eval(isTrue(eval(condition, at)) ? yes : no, at);
      case Expr.Size(Expr operand, _) -> size(eval(operand, at));
      case Expr.Field(Expr record, String field, _) -> field(eval(record, at), field);
      case Expr.HasField(Expr record, String field, _) ->
          eval(record, at) instanceof RecordValue(Map<String, Object> fields)
              && fields.containsKey(field);
      case Expr.Index(Expr container, List<Expr> indices, _) ->
          index(eval(container, at), key(indices, at));
      case Expr.Items(_, List<Expr> items, _, _) -> collection(items, at);
      case Expr.TableConstructor(List<Expr> items, _, _) -> table(items, at);
      case Expr.SetConstructor(List<Expr> items, _, _) -> set(items, at);
      case Expr.VectorConstructor(List<Expr> items, _) -> vector(items, at);
      case Expr.RecordConstructor(List<Expr.FieldAssign> fields, _) ->
          record(List.copyOf(fields), at);
      case Expr.Call call -> call(call, at);
      case Expr.Copy(Expr operand, _) -> eval(operand, at);
      case Expr.Absent _, Expr.TypeValue _, Expr.Assign _, Expr.WhenLocal _ -> unknown(expr);
      case Expr.Slice _, Expr.FieldAssign _, Expr.HookCall _, Expr.Lambda _ -> unknown(expr);
      case Expr.Schedule _, Expr.Cast _, Expr.Is _ -> unknown(expr);
    };
  }

  private static Object unknown(Expr expr) {
    throw new Unknown("conditions cannot use this: " + expr.getClass().getSimpleName());
  }

  private static Object literal(Constant constant) {
    return switch (constant) {
      case Constant.Bool(boolean value) -> value;
      case Constant.Count(long value) -> value;
      case Constant.Real(double value) -> value;
      case Constant.Interval(double seconds) -> seconds;
      case Constant.Text(String text) -> text;
      case Constant.Pattern _, Constant.Port _, Constant.Address _, Constant.Subnet _ -> constant;
    };
  }

  static Object port(String text) {
    String[] parts = text.split("/", 2);
    Constant.Transport transport = Constant.Transport.UNKNOWN;
    for (Constant.Transport candidate : Constant.Transport.values()) {
      if (parts.length == 2 && candidate.name().equals(parts[1].toUpperCase(Locale.ROOT))) {
        transport = candidate;
      }
    }
    boolean digits = parts[0].matches("[0-9]{1,5}");
    return new Constant.Port(digits ? Integer.parseInt(parts[0]) : 0, transport);
  }

  private Object name(String name, Place at) {
    Object local = at.locals().get(name);
    if (local != null) {
      return local;
    }
    Optional<String> variable = names.variableName(name, at.module());
    if (variable.isPresent()) {
      return variable(variable.get(), at.asOf());
    }
    return names
        .enumValue(name, at.module())
        .<Object>map(EnumName::new)
        .orElseThrow(() -> new Unknown("unknown identifier " + name));
  }

  private Object variable(String name, int asOf) {
    Optional<Object> builtin = builtins.variable(name);
    if (builtin.isPresent()) {
      return builtin.get();
    }
    List<Entry> entries = names.variable(name, asOf);
    String memo = name + "#" + entries.size();
    Object known = names.known().get(memo);
    if (known != null) {
      return known;
    }
    depth++;
    Object value = Unset.UNSET;
    for (Entry entry : entries) {
      if (entry.decl() instanceof Decl.Variable declaration) {
        value = initialise(value, declaration, entry.index());
      }
    }
    depth--;
    if (value == Unset.UNSET) {
      throw new Unknown(name + " has no value");
    }
    names.known().put(memo, value);
    return value;
  }

  private Object initialise(Object before, Decl.Variable variable, int asOf) {
    Place at = new Place(variable.scope().module(), asOf, new HashMap<>());
    if (variable.value() instanceof Expr.Absent) {
      return before == Unset.UNSET ? empty(variable.type(), at) : before;
    }
    Object value = typed(eval(variable.value(), at), variable.type(), at);
    return switch (variable.op()) {
      case NONE, SET -> value;
      case ADD -> joined(before, value);
      case REMOVE -> without(before, value);
    };
  }

  private Object empty(TypeExpr type, Place at) {
    return switch (type) {
      case TypeExpr.Set _ -> Set.of();
      case TypeExpr.Table _ -> Map.of();
      case TypeExpr.Vector _ -> List.of();
      case TypeExpr.Named(String name, _) ->
          names
              .type(name, at.module())
              .filter(found -> !(found.type() instanceof TypeExpr.Named))
              .map(found -> empty(found.type(), at))
              .orElse(Unset.UNSET);
      default -> Unset.UNSET;
    };
  }

  /// Gives an empty list the form that its type asks for.
  private Object typed(Object value, TypeExpr type, Place at) {
    boolean isEmpty = value instanceof Set<?> set && set.isEmpty();
    Object form = isEmpty ? empty(type, at) : Unset.UNSET;
    return form == Unset.UNSET ? value : form;
  }

  private static Object joined(Object before, Object more) {
    return switch (before) {
      case Set<?> set when more instanceof Set<?> other -> {
        Set<Object> all = new LinkedHashSet<>(set);
        all.addAll(other);
        yield all;
      }
      case Map<?, ?> map when more instanceof Map<?, ?> other -> {
        Map<Object, Object> all = new LinkedHashMap<>(map);
        all.putAll(other);
        yield all;
      }
      case Map<?, ?> map when more instanceof Set<?> none && none.isEmpty() -> map;
      case List<?> list when more instanceof List<?> other -> {
        List<Object> all = new ArrayList<>(list);
        all.addAll(other);
        yield all;
      }
      case String text when more instanceof String other -> text + other;
      case Long number when more instanceof Long other -> number + other;
      default -> more;
    };
  }

  private static Object without(Object before, Object less) {
    if (before instanceof Set<?> set && less instanceof Set<?> other) {
      Set<Object> rest = new LinkedHashSet<>(set);
      rest.removeAll(other);
      return rest;
    }
    return before;
  }

  private static Object unary(Expr.UnaryOp op, Object operand) {
    return switch (op) {
      case NOT -> !isTrue(operand);
      case NEGATE ->
          switch (operand) {
            case Long number -> -number;
            case Double number -> -number;
            default -> throw new Unknown("cannot negate");
          };
      case PLUS -> operand;
      case COMPLEMENT, INCREMENT, DECREMENT, ADD, DELETE ->
          throw new Unknown("conditions cannot use " + op.text());
    };
  }

  private Object binary(Expr.Binary binary, Place at) {
    Object left = eval(binary.left(), at);
    return switch (binary.op()) {
      case AND -> isTrue(left) && isTrue(eval(binary.right(), at));
      case OR -> isTrue(left) || isTrue(eval(binary.right(), at));
      case EQUAL -> same(left, eval(binary.right(), at));
      case NOT_EQUAL -> !same(left, eval(binary.right(), at));
      case IN -> contains(eval(binary.right(), at), left);
      case NOT_IN -> !contains(eval(binary.right(), at), left);
      case LESS -> compare(left, eval(binary.right(), at)) < 0;
      case LESS_EQUAL -> compare(left, eval(binary.right(), at)) <= 0;
      case GREATER -> compare(left, eval(binary.right(), at)) > 0;
      case GREATER_EQUAL -> compare(left, eval(binary.right(), at)) >= 0;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT ->
          arithmetic(binary.op(), left, eval(binary.right(), at));
    };
  }

  private static boolean same(Object left, Object right) {
    if (left instanceof Constant.Pattern || right instanceof Constant.Pattern) {
      throw new Unknown("conditions cannot match patterns");
    }
    return left instanceof Number && right instanceof Number
        ? compare(left, right) == 0
        : left.equals(right);
  }

  private static int compare(Object left, Object right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    throw new Unknown("cannot compare");
  }

  private static boolean contains(Object container, Object element) {
    return switch (container) {
      case Set<?> set -> set.contains(element);
      case Map<?, ?> map -> map.containsKey(element);
      case String text when element instanceof String part -> text.contains(part);
      default -> throw new Unknown("cannot look into this");
    };
  }

  private static Object arithmetic(Expr.BinaryOp op, Object left, Object right) {
    if (left instanceof String a && right instanceof String b && op == Expr.BinaryOp.PLUS) {
      return a + b;
    }
    if (left instanceof Long a && right instanceof Long b) {
      return integer(op, a, b);
    }
    if (left instanceof Number a && right instanceof Number b) {
      return real(op, a.doubleValue(), b.doubleValue());
    }
    throw new Unknown("cannot calculate");
  }

  private static Object integer(Expr.BinaryOp op, long a, long b) {
    if (b == 0 && (op == Expr.BinaryOp.DIVIDE || op == Expr.BinaryOp.MODULO)) {
      throw new Unknown("division by zero");
    }
    return switch (op) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> a / b;
      case MODULO -> a % b;
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      case BIT_XOR -> a ^ b;
      case SHIFT_LEFT -> a << b;
      case SHIFT_RIGHT -> a >> b;
      case OR, AND, LESS, GREATER, LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL, IN, NOT_IN ->
          throw new Unknown("cannot calculate");
    };
  }

  private static Object real(Expr.BinaryOp op, double a, double b) {
    return switch (op) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case DIVIDE -> a / b;
      default -> throw new Unknown("cannot calculate");
    };
  }

  private static Object size(Object value) {
    return switch (value) {
      case Set<?> set -> (long) set.size();
      case Map<?, ?> map -> (long) map.size();
      case List<?> list -> (long) list.size();
      case String text -> (long) text.length();
      case Long number -> Math.abs(number);
      case Double number -> Math.abs(number);
      default -> throw new Unknown("has no size");
    };
  }

  private static Object field(Object record, String field) {
    if (record instanceof RecordValue(Map<String, Object> fields)) {
      Object value = fields.get(field);
      if (value != null) {
        return value;
      }
    }
    throw new Unknown("no value in field " + field);
  }

  private static Object index(Object container, Object key) {
    Object found =
        switch (container) {
          case Map<?, ?> map -> map.get(key);
          case List<?> list when key instanceof Long at && at >= 0 && at < list.size() ->
              list.get((int) (long) at);
          default -> null;
        };
    if (found == null) {
      throw new Unknown("no such index");
    }
    return found;
  }

  private Object key(List<Expr> parts, Place at) {
    if (parts.size() == 1) {
      return eval(parts.getFirst(), at);
    }
    List<Object> key = new ArrayList<>();
    parts.forEach(part -> key.add(eval(part, at)));
    return key;
  }

  private Object elementKey(Expr item, Place at) {
    return item instanceof Expr.Items(_, List<Expr> parts, _, _) ? key(parts, at) : eval(item, at);
  }

  private Object collection(List<Expr> items, Place at) {
    boolean table = !items.isEmpty() && items.getFirst() instanceof Expr.Assign;
    return table ? table(items, at) : set(items, at);
  }

  private Object table(List<Expr> items, Place at) {
    Map<Object, Object> table = new LinkedHashMap<>();
    for (Expr item : items) {
      if (!(item instanceof Expr.Assign(_, Expr target, Expr value, _))) {
        throw new Unknown("not an element of a table");
      }
      table.put(elementKey(target, at), eval(value, at));
    }
    return table;
  }

  private Object set(List<Expr> items, Place at) {
    Set<Object> set = new LinkedHashSet<>();
    for (Expr item : items) {
      Object element = elementKey(item, at);
      if (element instanceof Set<?> nested) {
        set.addAll(nested);
      } else {
        set.add(element);
      }
    }
    return set;
  }

  private Object vector(List<Expr> items, Place at) {
    List<Object> vector = new ArrayList<>();
    items.forEach(item -> vector.add(eval(item, at)));
    return vector;
  }

  private Object record(List<Expr> fields, Place at) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Expr field : fields) {
      if (field instanceof Expr.FieldAssign(String name, Expr value, _)) {
        record.put(name, eval(value, at));
      }
    }
    return new RecordValue(record);
  }

  private Object call(Expr.Call call, Place at) {
    if (!(call.function() instanceof Expr.Name(String name, _))) {
      throw new Unknown("not a function");
    }
    Optional<Decl.Type> type = names.type(name, at.module());
    if (type.isPresent()) {
      return constructed(type.get(), call.arguments(), at);
    }
    List<Object> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(eval(argument, at)));
    String full = ConditionEvaluator.fullName(name, at.module());
    Optional<Object> builtin =
        builtins.call(full, arguments).or(() -> builtins.call(name, arguments));
    if (builtin.isPresent()) {
      return builtin.get();
    }
    Decl.Function function =
        names
            .function(name, at.module())
            .orElseThrow(() -> new Unknown("cannot be called in a condition: " + name));
    return run(function, arguments, at.asOf());
  }

  private Object constructed(Decl.Type type, List<Expr> arguments, Place at) {
    return switch (type.type()) {
      case TypeExpr.Set _ -> set(arguments, at);
      case TypeExpr.Table _ -> table(arguments, at);
      case TypeExpr.Vector _ -> vector(arguments, at);
      default -> record(arguments, at);
    };
  }

  private Object run(Decl.Function function, List<Object> arguments, int asOf) {
    List<TypeExpr.Field> parameters = function.signature().parameters();
    if (parameters.size() != arguments.size()) {
      throw new Unknown("wrong number of arguments for " + function.name());
    }
    Map<String, Object> locals = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      locals.put(parameters.get(i).name(), arguments.get(i));
    }
    depth++;
    Object result = run(function.body(), new Place(function.scope().module(), asOf, locals));
    depth--;
    return result == null ? Unset.UNSET : result;
  }

  private @Nullable Object run(List<Stmt> statements, Place at) {
    for (Stmt statement : statements) {
      Object result = run(statement, at);
      if (result != null) {
        return result;
      }
    }
    return null;
  }

  /// Runs a statement.
  ///
  /// @return the value that is returned, or null when the function goes on
  private @Nullable Object run(Stmt statement, Place at) {
    if (++steps > MAX_STEPS) {
      throw new Unknown("the condition is too complex");
    }
    return switch (statement) {
      case Stmt.Empty _ -> null;
      case Stmt.Block(List<Stmt> statements, _) -> run(statements, at);
      case Stmt.Return(Expr value, _) ->
          value instanceof Expr.Absent ? Unset.UNSET : eval(value, at);
      case Stmt.If(Expr condition, Stmt then, Stmt otherwise, _) ->
          run(isTrue(eval(condition, at)) ? then : otherwise, at);
      case Stmt.Local local -> {
        if (!(local.value() instanceof Expr.Absent)) {
          at.locals().put(local.name(), eval(local.value(), at));
        }
        yield null;
      }
      case Stmt.For loop -> forEach(loop, at);
      case Stmt.Expression(Expr expression, _) -> effect(expression, at);
      case Stmt.Print _, Stmt.Event _, Stmt.Assert _, Stmt.Switch _, Stmt.While _, Stmt.Next _ ->
          throw new Unknown("a function that a condition calls is too complex");
      case Stmt.Break _, Stmt.Fallthrough _, Stmt.When _ ->
          throw new Unknown("a function that a condition calls is too complex");
    };
  }

  private @Nullable Object effect(Expr expression, Place at) {
    if (expression instanceof Expr.Assign(Expr.AssignOp op, Expr.Name target, Expr value, _)
        && at.locals().containsKey(target.name())) {
      Object now = eval(value, at);
      Object before = at.locals().get(target.name());
      at.locals()
          .put(
              target.name(), op == Expr.AssignOp.ADD && before != null ? joined(before, now) : now);
      return null;
    }
    if (expression instanceof Expr.Unary(Expr.UnaryOp op, Expr.Name target, _)
        && op == Expr.UnaryOp.INCREMENT
        && at.locals().get(target.name()) instanceof Long number) {
      at.locals().put(target.name(), number + 1);
      return null;
    }
    throw new Unknown("a function that a condition calls is too complex");
  }

  private @Nullable Object forEach(Stmt.For loop, Place at) {
    Object container = eval(loop.container(), at);
    String key = loop.names().getFirst().name();
    if (container instanceof Map<?, ?> map && !loop.bracketed()) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        at.locals().put(key, entry.getKey());
        loop.valueName().forEach(name -> at.locals().put(name.name(), entry.getValue()));
        Object result = run(loop.body(), at);
        if (result != null) {
          return result;
        }
      }
      return null;
    }
    if (container instanceof Set<?> set && !loop.bracketed()) {
      for (Object element : set) {
        at.locals().put(key, element);
        Object result = run(loop.body(), at);
        if (result != null) {
          return result;
        }
      }
      return null;
    }
    if (container instanceof List<?> list && !loop.bracketed()) {
      for (int i = 0; i < list.size(); i++) {
        Object element = list.get(i);
        at.locals().put(key, (long) i);
        loop.valueName().forEach(name -> at.locals().put(name.name(), element));
        Object result = run(loop.body(), at);
        if (result != null) {
          return result;
        }
      }
      return null;
    }
    throw new Unknown("a function that a condition calls is too complex");
  }
}
