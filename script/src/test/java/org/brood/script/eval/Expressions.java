package org.brood.script.eval;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.NoValue;
import org.brood.script.runtime.Records;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptError;
import org.brood.script.runtime.Site;
import org.brood.script.runtime.Tables;
import org.brood.script.runtime.Trigger;
import org.brood.script.source.Span;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Function;
import org.brood.script.tree.TableAttrs;
import org.brood.script.type.Basic;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Func;
import org.brood.script.value.Key;
import org.brood.script.value.Pattern;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TableBehavior;
import org.brood.script.value.TypeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions. Values are in plain boxed form.
final class Expressions {
  private final EvaluatedProgram program;
  private final Assignments assignments;

  Expressions(EvaluatedProgram program) {
    this.program = program;
    this.assignments = new Assignments(program, this);
  }

  static String site(Span span, String text) {
    return span.isNone()
        ? Site.encode("", 0, text)
        : Site.encode(span.file().name(), span.line(), text);
  }

  static String text(Span span) {
    return span.isNone() ? "" : span.file().latin1(span.start(), span.end()).strip();
  }

  static ScriptError error(String message, Span span) {
    return error(message, span, text(span));
  }

  static ScriptError error(String message, Span span, String text) {
    String clipped = text.length() > 500 ? text.substring(0, 500) : text;
    return new ScriptError(message, site(span, clipped));
  }

  // ---- lists of values

  Object value(Expr expr, Scope scope) {
    Object value = evaluate(expr, scope);
    if (value == null) {
      if (mayMiss(expr)) {
        throw NoValue.INSTANCE;
      }
      throw error("value used but not set", expr.span());
    }
    return value;
  }

  /// Whether an expression without value makes the statement around it do nothing.
  private boolean mayMiss(Expr expr) {
    if (expr instanceof Expr.Call call && call.function().isNative()) {
      Method method = program.natives().find(call.function().name());
      return method != null && method.isAnnotationPresent(MayMiss.class);
    }
    return expr instanceof Expr.Call || expr instanceof Expr.CallValue;
  }

  @Nullable Object any(Expr expr, Scope scope) {
    return Values.toAny(value(expr, scope), expr.type());
  }

  @Nullable Object[] values(List<Expr> exprs, Scope scope) {
    @Nullable Object[] all = new Object[exprs.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = value(exprs.get(i), scope);
    }
    return all;
  }

  @Nullable Object[] anys(List<Expr> exprs, Scope scope) {
    @Nullable Object[] all = new Object[exprs.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = any(exprs.get(i), scope);
    }
    return all;
  }

  Object key(List<Expr> index, Scope scope) {
    if (index.size() == 1) {
      return value(index.getFirst(), scope);
    }
    return new Key(
        java.util.Arrays.stream(values(index, scope)).map(Objects::requireNonNull).toArray());
  }

  /// A captured variable, null if it is unset.
  @Nullable Object captured(Expr expr, Scope scope) {
    return expr instanceof Expr.LocalGet(var local, var _)
        ? scope.get(local)
        : evaluate(expr, scope);
  }

  // ---- one expression

  /// The value, null for calls that give none.
  @Nullable Object evaluate(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.BoolConst e -> e.value();
      case Expr.LongConst e -> e.value();
      case Expr.DoubleConst e -> e.value();
      case Expr.StringConst e -> Str.wrap(e.value());
      case Expr.PatternConst e -> pattern(e);
      case Expr.PortConst e -> new Port(e.number(), e.proto());
      case Expr.AddrConst e -> new Addr(e.high(), e.low());
      case Expr.SubnetConst e -> Subnet.of(new Addr(e.high(), e.low()), e.width());
      case Expr.EnumConst e -> e.item();
      case Expr.TypeConst e -> new TypeVal(e.type().named());
      case Expr.LocalGet e -> set(scope.get(e.local()), e, e.local().name());
      case Expr.GlobalGet e -> set(program.get(e.global()), e, e.global().name());
      case Expr.FunctionGet e -> program.function(program.number(e.function()));
      case Expr.FieldGet e -> field(e, (Record) value(e.record(), scope));
      case Expr.HasField e -> ((Record) value(e.record(), scope)).has(e.slot());
      case Expr.TableGet e -> tableGet(e, scope);
      case Expr.VectorGet e ->
          element(e, (Vec) value(e.vector(), scope), (Long) value(e.index(), scope));
      case Expr.VectorSelect e -> select(e, scope);
      case Expr.StringGet e -> character(e, scope);
      case Expr.Slice e -> slice(e, scope);
      case Expr.Assign e -> assignments.assign(e, scope);
      case Expr.AssignOp e -> assignments.assignOp(e, scope);
      case Expr.AssignGrow e -> assignments.grow(e, scope);
      case Expr.Step e -> assignments.step(e, scope);
      case Expr.Binary e -> binary(e, scope);
      case Expr.Not e -> Operators.not(value(e.operand(), scope), e.type());
      case Expr.Negate e -> Operators.negate(value(e.operand(), scope), e.type());
      case Expr.Complement e -> Operators.complement(value(e.operand(), scope), e.type());
      case Expr.Size e -> size(e, scope);
      case Expr.Conditional e -> conditional(e, scope);
      case Expr.In e -> isIn(e, scope);
      case Expr.Coerce e -> coerce(e, scope);
      case Expr.Cast e -> cast(e, scope);
      case Expr.Is e -> is(any(e.operand(), scope), e.tested());
      case Expr.Call e -> call(e, scope);
      case Expr.CallValue e -> {
        Func function = (Func) value(e.function(), scope);
        yield function.call(values(e.arguments(), scope));
      }
      case Expr.HookCall e -> hook(e, scope);
      case Expr.Schedule e -> schedule(e, scope);
      case Expr.RecordNew e -> recordNew(e, scope);
      case Expr.TableNew e -> tableNew(e, scope);
      case Expr.VectorNew e -> vectorNew(e, scope);
      case Expr.Lambda e -> lambda(e, scope);
    };
  }

  private static Object set(@Nullable Object value, Expr at, String name) {
    if (value == null) {
      throw error("value used but not set", at.span(), name);
    }
    return value;
  }

  private static Pattern pattern(Expr.PatternConst constant) {
    try {
      return Pattern.parse(
          Str.latin1(constant.text()), constant.ignoreCase(), constant.singleLine());
    } catch (RegexSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  // ---- access

  Object field(Expr.FieldGet get, Record record) {
    Object value = record.get(get.slot());
    if (value == null) {
      throw error("field value missing", get.span(), get.text());
    }
    return value;
  }

  private Object tableGet(Expr.TableGet get, Scope scope) {
    Table table = (Table) value(get.table(), scope);
    Object key = key(get.index(), scope);
    return tableGet(get, table, key);
  }

  Object tableGet(Expr.TableGet get, Table table, Object key) {
    if (key instanceof Str string && get.of().index().getFirst() == Basic.PATTERN) {
      return Tables.getByString(table, string);
    }
    if (key instanceof Addr addr && get.of().index().getFirst() == Basic.SUBNET) {
      return Tables.getByAddr(program, table, addr, site(get.span(), get.text()));
    }
    if (key instanceof Subnet) {
      return Tables.getBySubnet(program, table, key, site(get.span(), get.text()));
    }
    Object value = Tables.lookup(program, table, key);
    if (value == null) {
      throw error("no such index", get.span(), get.text());
    }
    return value;
  }

  Object element(Expr.VectorGet get, Vec vec, long index) {
    Object value = vec.get(index < 0 ? index + vec.size() : index);
    if (value == null) {
      throw error("no such index", get.span(), get.text());
    }
    return value;
  }

  private Vec select(Expr.VectorSelect select, Scope scope) {
    Vec vec = (Vec) value(select.vector(), scope);
    Vec selector = (Vec) value(select.selector(), scope);
    Vec made = new Vec(vec.type());
    if (selector.type().element() == Basic.BOOL) {
      if (selector.size() != vec.size()) {
        throw error("size mismatch, boolean index and vector", select.span());
      }
      for (int i = 0; i < vec.size(); i++) {
        if (Boolean.TRUE.equals(selector.get(i))) {
          made.add(vec.get(i));
        }
      }
      return made;
    }
    for (int i = 0; i < selector.size(); i++) {
      if (selector.get(i) instanceof Long at) {
        made.add(vec.get(at < 0 ? at + vec.size() : at));
      }
    }
    return made;
  }

  private Str character(Expr.StringGet get, Scope scope) {
    Str string = (Str) value(get.string(), scope);
    long index = (Long) value(get.index(), scope);
    long at = index < 0 ? index + string.length() : index;
    return at < 0 || at >= string.length() ? Str.EMPTY : string.sub((int) at, (int) at + 1);
  }

  /// The bounds of a slice, cut to the size that its string or vector has once they are known.
  int[] bounds(Expr.Slice slice, java.util.function.IntSupplier size, Scope scope) {
    Expr low = slice.low();
    Expr high = slice.high();
    long first = low == null ? 0 : (Long) value(low, scope);
    long last = high == null ? Integer.MAX_VALUE : (Long) value(high, scope);
    int from = bound(first, size.getAsInt());
    return new int[] {from, Math.max(from, bound(last, size.getAsInt()))};
  }

  private static int bound(long given, int size) {
    long from = given < 0 ? given + size : given;
    return (int) Math.max(0, Math.min(from, size));
  }

  private Object slice(Expr.Slice slice, Scope scope) {
    Object of = value(slice.of(), scope);
    if (of instanceof Str string) {
      int[] bounds = bounds(slice, string::length, scope);
      return string.sub(bounds[0], bounds[1]);
    }
    Vec vec = (Vec) of;
    int[] bounds = bounds(slice, vec::size, scope);
    Vec made = new Vec(vec.type());
    for (int i = bounds[0]; i < bounds[1]; i++) {
      made.add(vec.get(i));
    }
    return made;
  }

  // ---- operators

  private Object binary(Expr.Binary e, Scope scope) {
    if (!e.vector() && (e.op() == Expr.Op.AND || e.op() == Expr.Op.OR)) {
      boolean left = (Boolean) value(e.left(), scope);
      return left == (e.op() == Expr.Op.OR) ? left : value(e.right(), scope);
    }
    Object left = value(e.left(), scope);
    Object right = value(e.right(), scope);
    if (e.vector()) {
      return Operators.elementwise(e.op(), left, right, e.left().type(), e.type(), e.span());
    }
    warn(e.op(), left, right, e.left().type(), e.span(), text(e.span()));
    return Operators.apply(e.op(), left, right, e.left().type(), e.span());
  }

  /// Warns when a difference of counts is below zero.
  void warn(Expr.Op op, Object left, Object right, Type type, Span span, String text) {
    if (op == Expr.Op.SUB
        && type == Basic.COUNT
        && Long.compareUnsigned((Long) left, (Long) right) < 0) {
      underflow(span, text);
    }
  }

  void underflow(Span span, String text) {
    program
        .rt
        .messages()
        .report(
            Messages.Level.WARNING, "expression", "count underflow", Site.decode(site(span, text)));
  }

  private Object size(Expr.Size size, Scope scope) {
    Type type = size.operand().type();
    Object value = value(size.operand(), scope);
    return type == Basic.ANY
        ? Objects.requireNonNull(Operators.sizeOfAny(value))
        : Operators.size(value, type);
  }

  private Object conditional(Expr.Conditional e, Scope scope) {
    Object condition = value(e.condition(), scope);
    if (!e.vector()) {
      return value((Boolean) condition ? e.yes() : e.no(), scope);
    }
    Vec chosen = new Vec((VectorType) e.type());
    Object yes = value(e.yes(), scope);
    Object no = value(e.no(), scope);
    Vec conditions = (Vec) condition;
    for (int i = 0; i < conditions.size(); i++) {
      Object from = Boolean.TRUE.equals(conditions.get(i)) ? yes : no;
      chosen.add(from instanceof Vec v ? v.get(i) : from);
    }
    return chosen;
  }

  private boolean isIn(Expr.In in, Scope scope) {
    Object what = key(in.what(), scope);
    Object where = value(in.where(), scope);
    return switch (in.form()) {
      case TABLE -> isInTable(what, (Table) where);
      case VECTOR -> ((Vec) where).get((Long) what) != null;
      case STRING -> ((Str) where).contains((Str) what);
      case PATTERN -> ((Pattern) what).isIn((Str) where);
      case ADDR_IN_SUBNET -> ((Subnet) where).contains((Addr) what);
      case SUBNET_IN_SUBNET -> ((Subnet) where).contains((Subnet) what);
    };
  }

  private boolean isInTable(Object what, Table table) {
    Type column = table.type().index().isEmpty() ? Basic.ANY : table.type().index().getFirst();
    if (what instanceof Addr addr && column == Basic.SUBNET) {
      return Tables.containsAddr(table, addr);
    }
    if (what instanceof Subnet net) {
      return Tables.containsSubnet(table, net);
    }
    if (what instanceof Str string && column == Basic.PATTERN) {
      return Tables.containsString(table, string);
    }
    return Tables.contains(program, table, what);
  }

  // ---- conversions

  private @Nullable Object coerce(Expr.Coerce e, Scope scope) {
    Type from = e.operand().type();
    Object value = value(e.operand(), scope);
    if (e.type() == Basic.ANY) {
      return Values.toAny(value, from);
    }
    if (from == Basic.ANY) {
      Object found = converted(value, e.type());
      if (found == null) {
        throw error(
            "incompatible \"any\" type", e.span(), "from_any_coerce " + text(e.operand().span()));
      }
      return found;
    }
    return Operators.convert(program, value, from, e.type());
  }

  /// An `any` value as a type, null if it is of another.
  @Nullable Object converted(@Nullable Object value, Type type) {
    Object found = Values.fromAny(value, type);
    return found instanceof Record record && type instanceof RecordType to
        ? Records.coerce(program, record, to)
        : found;
  }

  boolean is(@Nullable Object value, Type type) {
    return value != null && Values.fromAny(value, type) != null;
  }

  /// A vector as a set of the same elements, or the other way round; null if it cannot be.
  private static @Nullable Object turned(Object value, Type to) {
    if (value instanceof Vec vec
        && to instanceof TableType set
        && set.value() == null
        && set.index().equals(List.of(vec.type().element()))) {
      Table made = new Table(set);
      for (int i = 0; i < vec.size(); i++) {
        if (vec.get(i) != null) {
          made.put(Objects.requireNonNull(vec.get(i)), Table.MEMBER);
        }
      }
      return made;
    }
    if (value instanceof Table set
        && to instanceof VectorType vector
        && set.isSet()
        && set.type().index().equals(List.of(vector.element()))) {
      return Vec.of(vector, List.of(set.keys()));
    }
    return null;
  }

  private Object cast(Expr.Cast cast, Scope scope) {
    Object value = any(cast.operand(), scope);
    Object found = converted(value, cast.type());
    if (found == null && value instanceof Vec || found == null && value instanceof Table) {
      found = turned(Objects.requireNonNull(value), cast.type());
    }
    if (found == null) {
      throw error(
          "invalid cast of value with type '"
              + Values.typeOf(Objects.requireNonNull(value)).describe()
              + "' to type '"
              + cast.type().describe()
              + "'",
          cast.span());
    }
    return found;
  }

  // ---- calls

  private @Nullable Object call(Expr.Call call, Scope scope) {
    Trigger trigger = scope.condition ? program.rt.evaluating() : null;
    if (trigger == null) {
      return call(call, values(call.arguments(), scope));
    }
    int number = scope.number(call);
    if (trigger.hasAnswer(number)) {
      return trigger.answer(number);
    }
    trigger.enter(number);
    return call(call, values(call.arguments(), scope));
  }

  private @Nullable Object call(Expr.Call call, @Nullable Object[] arguments) {
    Function function = call.function();
    if (function.isNative()) {
      program.rt.site = site(call.span(), text(call.span()));
      return callNative(function, arguments);
    }
    return program.invoke(program.number(function), arguments, new Object[0]);
  }

  /// Calls a built-in function.
  @Nullable Object callNative(Function function, @Nullable Object[] arguments) {
    Method method = program.natives().find(function.name());
    if (method == null) {
      throw program.rt.error("built-in function " + function + " is not supported yet");
    }
    List<@Nullable Object> all = new ArrayList<>();
    if (method.getParameterCount() > 0 && method.getParameterTypes()[0] == Runtime.class) {
      all.add(program.rt);
    }
    if (function.type().isVariadic()) {
      all.add(arguments);
    } else {
      all.addAll(java.util.Arrays.asList(arguments));
    }
    try {
      return method.invoke(null, all.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean hook(Expr.HookCall call, Scope scope) {
    Function function = call.function();
    if (function != null) {
      return program.hook(function, values(call.arguments(), scope));
    }
    Func value = (Func) value(Objects.requireNonNull(call.value()), scope);
    return !Boolean.FALSE.equals(value.call(values(call.arguments(), scope)));
  }

  private @Nullable Object schedule(Expr.Schedule e, Scope scope) {
    double delay = (Double) value(e.delay(), scope);
    if (e.delay().type() == Basic.TIME) {
      delay -= program.rt.networkTime();
    }
    program.rt.schedule(delay, program.number(e.event()), values(e.arguments(), scope));
    return null;
  }

  // ---- constructors

  private Record recordNew(Expr.RecordNew made, Scope scope) {
    Record record = program.newRecord(made.type().id());
    for (Expr.FieldInit init : made.fields()) {
      record.set(init.slot(), value(init.value(), scope));
    }
    return record;
  }

  private Table tableNew(Expr.TableNew made, Scope scope) {
    Table table = Tables.create(program, made.type(), behavior(made.attrs(), scope));
    for (Expr.Entry entry : made.entries()) {
      Object key = key(entry.index(), scope);
      Expr value = entry.value();
      Tables.put(program, table, key, value == null ? Table.MEMBER : value(value, scope));
    }
    return table;
  }

  @Nullable TableBehavior behavior(TableAttrs attrs, Scope scope) {
    if (attrs.defaultValue() == null
        && attrs.expiry() == TableAttrs.Expiry.NONE
        && attrs.onChange() == null
        && !attrs.ordered()) {
      return null;
    }
    Object fallback = optional(attrs.defaultValue(), scope);
    Expr after = attrs.expireAfter();
    return new TableBehavior(
        attrs.defaultIsFunction() ? null : fallback,
        attrs.defaultIsFunction() ? (Func) fallback : null,
        attrs.defaultInsert(),
        TableBehavior.Expiry.valueOf(attrs.expiry().name()),
        after == null ? null : () -> (Double) value(after, scope),
        (Func) optional(attrs.expireFunction(), scope),
        (Func) optional(attrs.onChange(), scope),
        attrs.ordered());
  }

  private @Nullable Object optional(@Nullable Expr expr, Scope scope) {
    return expr == null ? null : value(expr, scope);
  }

  private Vec vectorNew(Expr.VectorNew made, Scope scope) {
    Vec vec = new Vec(made.type());
    for (Expr element : made.elements()) {
      vec.add(value(element, scope));
    }
    return vec;
  }

  private Func lambda(Expr.Lambda lambda, Scope scope) {
    @Nullable Object[] captures = new Object[lambda.captured().size()];
    for (int i = 0; i < captures.length; i++) {
      Object captured = captured(lambda.captured().get(i), scope);
      captures[i] = lambda.copied().get(i) ? Values.copy(captured) : captured;
    }
    return new EvaluatedFunction(program, lambda.function(), captures, false);
  }
}
