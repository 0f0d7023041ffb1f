package org.brood.script.runtime;

import java.util.Objects;
import org.brood.regex.RegexSyntaxException;
import org.brood.script.type.Type;
import org.brood.script.value.Addr;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.Pattern;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.TimeVal;
import org.brood.script.value.Values;
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

  /// An assert that failed.
  public static void failedAssert(
      ScriptProgram p, String condition, @Nullable Str message, String site) {
    String text = "assertion failure: " + condition;
    p.rt
        .messages()
        .report(
            Messages.Level.ERROR,
            "",
            message == null ? text : text + " (" + message + ")",
            Site.decode(site));
    throw ScriptError.reported(site);
  }

  /// A value that is known to be there.
  public static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }
}
