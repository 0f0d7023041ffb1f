package org.brood.script.runtime;

import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.FileVal;
import org.brood.script.value.Func;
import org.brood.script.value.IntVal;
import org.brood.script.value.IntervalVal;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.script.value.Table;
import org.brood.script.value.TimeVal;
import org.brood.script.value.Vec;

/// `|x|` of values that are objects.
public final class Sizes {
  private Sizes() {}

  public static long asLong(Object value) {
    return switch (value) {
      case Str s -> s.length();
      case Table t -> t.size();
      case Vec v -> v.size();
      case Record r -> r.recordType().size();
      case Addr a -> a.isV4() ? 32 : 128;
      case Port p -> p.bits();
      case EnumType.Item item -> item.value();
      case Func f -> f.type().params().size();
      case Long n -> n;
      case IntVal(long n) -> Math.abs(n);
      case Boolean b -> b ? 1 : 0;
      case FileVal file -> file.length();
      default -> (long) asDouble(value);
    };
  }

  /// The size of what may be anything, in `any` form: a `double` where sizes of its type are.
  public static Object any(Object value) {
    return switch (value) {
      case Subnet _, Double _, TimeVal _, IntervalVal _ -> asDouble(value);
      default -> asLong(value);
    };
  }

  public static double asDouble(Object value) {
    return switch (value) {
      case Subnet net -> Checks.subnetSize(net);
      case Double d -> Math.abs(d);
      case TimeVal(double d) -> Math.abs(d);
      case IntervalVal(double d) -> Math.abs(d);
      case Long n -> Checks.unsignedToDouble(n);
      case IntVal(long n) -> Math.abs((double) n);
      case FileVal file -> file.length();
      default -> 0;
    };
  }
}
