package org.brood.script.bif;

import java.nio.ByteBuffer;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.IntVal;
import org.brood.script.value.Port;
import org.brood.script.value.Str;

/// Numbers and conversions between them.
@Natives
public final class Numbers {
  private Numbers() {}

  public static double floor(double d) {
    return Math.floor(d);
  }

  public static double ceil(double d) {
    return Math.ceil(d);
  }

  public static double sqrt(Runtime rt, double d) {
    if (d < 0) {
      rt.note(Level.ERROR, "negative sqrt argument");
      return -1;
    }
    return Math.sqrt(d);
  }

  public static double exp(double d) {
    return Math.exp(d);
  }

  public static double ln(double d) {
    return Math.log(d);
  }

  public static double log2(double d) {
    return Math.log(d) / Math.log(2);
  }

  public static double log10(double d) {
    return Math.log10(d);
  }

  public static double pow(double x, double y) {
    return Math.pow(x, y);
  }

  public static long modulo(Runtime rt, long a, long b) {
    if (b == 0) {
      rt.note(Level.ERROR, "modulo by zero");
      return 0;
    }
    return Math.floorMod(a, b);
  }

  public static long enum_to_int(Runtime rt, Object item) {
    if (item instanceof EnumType.Item e) {
      return e.value();
    }
    rt.complain("enum_to_int() requires enum value");
    return -1;
  }

  public static long int_to_count(Runtime rt, long n) {
    if (n < 0) {
      rt.complain("bad conversion to count", new IntVal(n));
      return 0;
    }
    return n;
  }

  public static long double_to_int(double d) {
    return (long) Math.rint(d);
  }

  public static long double_to_count(Runtime rt, double d) {
    if (d < 0) {
      rt.complain("bad conversion to count", d);
      return 0;
    }
    return (long) Math.rint(d);
  }

  public static double interval_to_double(double i) {
    return i;
  }

  public static double count_to_double(long c) {
    return org.brood.script.runtime.Checks.unsignedToDouble(c);
  }

  public static double int_to_double(long i) {
    return i;
  }

  public static double time_to_double(double t) {
    return t;
  }

  public static double double_to_time(double d) {
    return d;
  }

  public static double double_to_interval(double d) {
    return d;
  }

  public static long port_to_count(Port p) {
    return p.number();
  }

  public static Port count_to_port(long number, EnumType.Item proto) {
    return new Port((int) (number & 0xffff), (int) proto.value());
  }

  /// Parses an integer as C's `strtoll` does; what follows it may only be space.
  private static long parse(Runtime rt, Str text, long base, boolean signed, String what) {
    String s = text.toString().strip();
    boolean negative = s.startsWith("-");
    String digits = negative || s.startsWith("+") ? s.substring(1) : s;
    int radix = (int) base;
    boolean hex = digits.startsWith("0x") || digits.startsWith("0X");
    if (radix == 0) {
      radix = hex ? 16 : digits.startsWith("0") && digits.length() > 1 ? 8 : 10;
    }
    if (radix == 16 && hex) {
      digits = digits.substring(2);
    }
    try {
      long value;
      if (signed) {
        value = parseSigned(digits, radix, negative);
      } else {
        value = Long.parseUnsignedLong(digits, radix);
        value = negative ? -value : value;
      }
      return value;
    } catch (NumberFormatException e) {
      rt.complain("bad conversion to " + what, text);
      return 0;
    }
  }

  private static long parseSigned(String digits, int radix, boolean negative) {
    java.math.BigInteger value = new java.math.BigInteger(digits, radix);
    java.math.BigInteger signed = negative ? value.negate() : value;
    return signed
        .max(java.math.BigInteger.valueOf(Long.MIN_VALUE))
        .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  public static long to_int(Runtime rt, Str s, long base) {
    return parse(rt, s, base, true, "integer");
  }

  public static long to_count(Runtime rt, Str s, long base) {
    return parse(rt, s, base, false, "count");
  }

  public static double to_double(Runtime rt, Str s) {
    String text = s.toString();
    try {
      if (text.isEmpty() || text.endsWith("d") || text.endsWith("f") || text.endsWith(" ")) {
        throw new NumberFormatException();
      }
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      rt.complain("bad conversion to double", s);
      return 0;
    }
  }

  public static Port to_port(Runtime rt, Str s) {
    String text = s.toString();
    int slash = text.indexOf('/');
    int code = Math.max(Port.UNKNOWN, Port.proto(text.substring(slash + 1)));
    try {
      int number = Integer.parseInt(slash < 0 ? text : text.substring(0, slash));
      if (number >= 0 && number < 65536) {
        return new Port(number, code);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    rt.complain("wrong port format, must be /[0-9]{1,5}\\/(tcp|udp|icmp)/");
    return new Port(0, Port.UNKNOWN);
  }

  public static double bytestring_to_double(Runtime rt, Str s) {
    if (s.length() != 8) {
      rt.complain("bytes conversion to double");
      return 0;
    }
    return ByteBuffer.wrap(s.bytes()).getDouble();
  }

  public static double bytestring_to_float(Runtime rt, Str s) {
    if (s.length() != 4) {
      rt.complain("bytes conversion to float");
      return 0;
    }
    return ByteBuffer.wrap(s.bytes()).getFloat();
  }

  public static long bytestring_to_count(Runtime rt, Str s, boolean littleEndian) {
    if (s.length() > 8) {
      rt.complain("unsupported byte length for bytestring_to_count");
      return 0;
    }
    long value = 0;
    for (int i = 0; i < s.length(); i++) {
      value = value << 8 | s.at(littleEndian ? s.length() - 1 - i : i);
    }
    return value;
  }

  public static long hrw_weight(long digest, long site) {
    int d = (int) (digest & 0x7fff_ffffL);
    int si = (int) site;
    int a = 1_103_515_245;
    int b = 12_345;
    int mixed = a * ((a * si + b) ^ d) + b;
    return (mixed & 0xffff_ffffL) % 2_147_483_648L;
  }

  public static long rand(Runtime rt, long max) {
    if (max == 0) {
      return 0;
    }
    return random(rt).below(max);
  }

  public static void srand(Runtime rt, long seed) {
    rt.provide(ScriptRandom.class, new ScriptRandom(seed));
  }

  private static ScriptRandom random(Runtime rt) {
    return rt.serviceOr(ScriptRandom.class, ScriptRandom::ofSystem);
  }

  public static double haversine_distance(double lat1, double long1, double lat2, double long2) {
    double earthRadiusMiles = 3958.8;
    double dLat = Math.toRadians(lat2 - lat1);
    double dLong = Math.toRadians(long2 - long1);
    double half =
        Math.pow(Math.sin(dLat / 2), 2)
            + Math.cos(Math.toRadians(lat1))
                * Math.cos(Math.toRadians(lat2))
                * Math.pow(Math.sin(dLong / 2), 2);
    return 2 * earthRadiusMiles * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  public static Str file_mode(long mode) {
    StringBuilder text = new StringBuilder();
    String[] special = {"s", "S", "s", "S", "t", "T"};
    for (int group = 0; group < 3; group++) {
      int bits = (int) (mode >> (6 - 3 * group)) & 7;
      boolean extra = (mode >> (11 - group) & 1) != 0;
      text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      boolean execute = (bits & 1) != 0;
      text.append(extra ? special[2 * group + (execute ? 0 : 1)] : execute ? "x" : "-");
    }
    return Str.of(text.toString());
  }
}
