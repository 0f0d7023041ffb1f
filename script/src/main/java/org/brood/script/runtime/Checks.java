package org.brood.script.runtime;

import java.util.Objects;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.Pattern;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TimeVal;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Small operations of generated code: unboxing, checks that may fail, arithmetic with errors.
public final class Checks {
  private Checks() {}

  public static ScriptError unset(String site) {
    return new ScriptError("value used but not set", site);
  }

  public static ScriptError missing(String site) {
    return new ScriptError("field value missing", site);
  }

  public static void unsupported(String function, String site) {
    throw new ScriptError("built-in function " + function + " is not supported yet", site);
  }

  /// A global has no first value, for a reason that was reported.
  public static void notInitialized(ScriptProgram p, String site) {
    p.rt.messages().report(Messages.Level.ERROR, "", "initialization failed", Site.decode(site));
  }

  /// A function that should return a value came to its end.
  public static NoValue noResult(ScriptProgram p, String function) {
    p.rt
        .messages()
        .report(
            Messages.Level.WARNING,
            "",
            "non-void function returning without a value: " + function,
            Site.NONE);
    return NoValue.INSTANCE;
  }

  /// The value that a call gave.
  ///
  /// @throws NoValue if it gave none
  public static Object given(@Nullable Object value) {
    if (value == null) {
      throw NoValue.INSTANCE;
    }
    return value;
  }

  public static void stopped() {
    throw new StopRequested();
  }

  public static IntVal ofInt(long value) {
    return new IntVal(value);
  }

  public static TimeVal ofTime(double value) {
    return new TimeVal(value);
  }

  public static IntervalVal ofInterval(double value) {
    return new IntervalVal(value);
  }

  public static long unboxLong(@Nullable Object value) {
    return value == null ? 0 : (Long) value;
  }

  /// What a hook's body gave: true unless it broke off.
  public static boolean hookResult(@Nullable Object value) {
    return !Boolean.FALSE.equals(value);
  }

  public static double unboxDouble(@Nullable Object value) {
    return value == null ? 0 : (Double) value;
  }

  public static boolean unboxBool(@Nullable Object value) {
    return value != null && (Boolean) value;
  }

  public static double unsignedToDouble(long value) {
    if (value >= 0) {
      return value;
    }
    return (double) (value >>> 1 | value & 1) * 2;
  }

  /// A double as a count or int: the fraction is cut.
  public static long doubleToLong(double value) {
    return value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : (long) value;
  }

  /// `--c` on a count; below zero it wraps around, with a warning.
  public static long decrement(long value, ScriptProgram p, String site) {
    if (value == 0) {
      underflow(p, site);
    }
    return value - 1;
  }

  /// `a - b` on counts; below zero it wraps around, with a warning.
  public static long subtractCount(long a, long b, ScriptProgram p, String site) {
    if (Long.compareUnsigned(a, b) < 0) {
      underflow(p, site);
    }
    return a - b;
  }

  private static void underflow(ScriptProgram p, String site) {
    p.rt
        .messages()
        .report(Messages.Level.WARNING, "expression", "count underflow", Site.decode(site));
  }

  public static long divideCount(long a, long b, String site) {
    if (b == 0) {
      throw new ScriptError("division by zero", site);
    }
    return (a | b) >= 0 ? a / b : Long.divideUnsigned(a, b);
  }

  public static long divideInt(long a, long b, String site) {
    if (b == 0) {
      throw new ScriptError("division by zero", site);
    }
    return a / b;
  }

  public static double divideDouble(double a, double b, String site) {
    if (b == 0) {
      throw new ScriptError("division by zero", site);
    }
    return a / b;
  }

  public static long moduloCount(long a, long b, String site) {
    if (b == 0) {
      throw new ScriptError("modulo by zero", site);
    }
    return (a | b) >= 0 ? a % b : Long.remainderUnsigned(a, b);
  }

  public static long moduloInt(long a, long b, String site) {
    if (b == 0) {
      throw new ScriptError("modulo by zero", site);
    }
    return a % b;
  }

  public static long shiftLeftInt(long a, long b, String site) {
    if (a < 0) {
      throw new ScriptError("left shifting a negative number is undefined", site);
    }
    return a << b;
  }

  /// `addr / width`
  public static Subnet subnet(Addr addr, long width, String site) {
    boolean v4 = addr.isV4();
    if (width < 0 || width > (v4 ? 32 : 128)) {
      throw new ScriptError(
          "bad " + (v4 ? "IPv4" : "IPv6") + " subnet prefix length: " + (width & 0xffff_ffffL),
          site);
    }
    return Subnet.of(addr, (int) (v4 ? 96 + width : width));
  }

  public static double subnetSize(Subnet net) {
    return Math.scalb(1.0, 128 - net.width());
  }

  /// One byte of a string; negative indices count from the end.
  public static Str character(Str string, long index, String site) {
    long at = index < 0 ? string.length() + index : index;
    if (at < 0 || at >= string.length()) {
      return Str.EMPTY;
    }
    return string.sub((int) at, (int) at + 1);
  }

  /// `s[low:high]`; bounds outside of the string are cut, negative ones count from the end.
  public static Str slice(Str string, long low, long high) {
    int size = string.length();
    long from = low < 0 ? low + size : low;
    long to = high < 0 ? high + size : high;
    from = Math.clamp(from, 0, size);
    to = Math.clamp(to, 0, size);
    return to <= from ? Str.EMPTY : string.sub((int) from, (int) to);
  }

  public static Pattern either(Pattern a, Pattern b, String site) {
    try {
      return a.or(b);
    } catch (RegexSyntaxException e) {
      throw new ScriptError("cannot compile pattern: " + e.getMessage(), site);
    }
  }

  public static Pattern both(Pattern a, Pattern b, String site) {
    try {
      return a.then(b);
    } catch (RegexSyntaxException e) {
      throw new ScriptError("cannot compile pattern: " + e.getMessage(), site);
    }
  }

  /// An `any` value as a type that the context demands.
  public static Object fromAny(ScriptProgram p, @Nullable Object value, Type type, String site) {
    Object found = convert(p, value, type);
    if (found == null) {
      throw new ScriptError("incompatible \"any\" type", site);
    }
    return found;
  }

  /// `x as T`
  public static Object cast(ScriptProgram p, @Nullable Object value, Type type, String site) {
    Object found = convert(p, value, type);
    if (found == null) {
      found =
          switch (value) {
            case Vec vec when type instanceof TableType to -> toSet(vec, to);
            case Table set when type instanceof VectorType to -> toVector(set, to);
            case null, default -> null;
          };
    }
    if (found == null) {
      String actual = value == null ? "void" : Values.typeOf(value).describe();
      throw new ScriptError(
          "invalid cast of value with type '" + actual + "' to type '" + type.describe() + "'",
          site);
    }
    return found;
  }

  public static boolean is(ScriptProgram p, @Nullable Object value, Type type) {
    return value != null && Values.fromAny(value, type) != null;
  }

  private static @Nullable Object convert(ScriptProgram p, @Nullable Object value, Type type) {
    Object found = Values.fromAny(value, type);
    return found instanceof Record record && type instanceof org.brood.script.type.RecordType to
        ? Records.coerce(p, record, to)
        : found;
  }

  private static @Nullable Table toSet(Vec vec, TableType to) {
    if (to.value() != null
        || to.index().size() != 1
        || !Types.same(vec.type().element(), to.index().getFirst())) {
      return null;
    }
    Table set = new Table(to);
    for (int i = 0; i < vec.size(); i++) {
      Object element = vec.get(i);
      if (element != null) {
        set.put(element, Table.MEMBER);
      }
    }
    return set;
  }

  private static @Nullable Vec toVector(Table set, VectorType to) {
    if (!set.isSet()
        || set.type().index().size() != 1
        || !Types.same(set.type().index().getFirst(), to.element())) {
      return null;
    }
    Vec made = new Vec(to);
    Table.Cursor cursor = set.cursor();
    while (cursor.advance()) {
      made.add(cursor.key());
    }
    return made;
  }

  /// An assert; one that holds is told only to `assertion_result`.
  ///
  /// @throws ScriptError if it does not hold: the handler ends, after this was reported unless a
  ///   hook breaks
  public static void asserted(
      ScriptProgram p, boolean held, String condition, @Nullable Str message, String site) {
    Str shown = message == null ? Str.EMPTY : message;
    boolean report = told(p, "assertion_result", site, held, Str.of(condition), shown);
    if (held) {
      return;
    }
    report &= told(p, "assertion_failure", site, Str.of(condition), shown);
    if (report) {
      String text = "assertion failure: " + condition;
      p.rt
          .messages()
          .report(
              Messages.Level.ERROR,
              "",
              shown.isEmpty() ? text : text + " (" + message + ")",
              Site.decode(site));
    }
    throw ScriptError.reported(site);
  }

  /// Runs a hook about an assert.
  ///
  /// @return whether nobody broke it
  private static boolean told(ScriptProgram p, String hook, String site, Object... what) {
    int number = p.rt.info().function(hook);
    if (number < 0 || p.rt.info().functions().get(number).handlers().isEmpty()) {
      return true;
    }
    @Nullable Object[] arguments = java.util.Arrays.copyOf(what, what.length + 1, Object[].class);
    arguments[what.length] = Backtrace.of(p.rt, "assert", Site.decode(site));
    return !Boolean.FALSE.equals(p.function(number).call(arguments));
  }

  /// A value that is known to be there.
  public static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }
}
