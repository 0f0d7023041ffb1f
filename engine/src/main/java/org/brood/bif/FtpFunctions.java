package org.brood.bif;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Addresses and ports of FTP's data channels as commands and replies write them.
@Natives
public final class FtpFunctions {
  /// The shortest of six numbers with commas.
  private static final int MIN_NUMBERS = 11;

  private static final Pattern SIX_NUMBERS =
      Pattern.compile(
          "\\s*([+-]?\\d{1,9}),\\s*([+-]?\\d{1,9}),\\s*([+-]?\\d{1,9})"
              + ",\\s*([+-]?\\d{1,9}),\\s*([+-]?\\d{1,9}),\\s*([+-]?\\d{1,9})");

  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?\\d+");
  private static final Pattern PORT = Pattern.compile("\\s*[+-]?\\d{1,9}");

  private static final Addr NO_IPV4 = Addr.v4(0);
  private static final Addr NO_ADDRESS = new Addr(0, 0);

  private FtpFunctions() {}

  private static Record result(Runtime rt, Addr address, int port, boolean valid) {
    return new RecordMaker(rt.service(Events.class), "ftp_port", "h", "p", "valid")
        .of(address, new Port(port, Port.TCP), valid);
  }

  /// Six numbers: four of an address, two of a port (RFC 959, section 5.3.2).
  public static Record parse_ftp_port(Runtime rt, Str s) {
    return sixNumbers(rt, s.toLatin1());
  }

  private static Record sixNumbers(Runtime rt, String text) {
    Matcher found = SIX_NUMBERS.matcher(text);
    if (text.length() < MIN_NUMBERS || !found.lookingAt()) {
      return result(rt, NO_IPV4, 0, false);
    }
    long all = 0;
    for (int i = 1; i <= 6; i++) {
      int number = Integer.parseInt(found.group(i));
      if (number < 0 || number > 255) {
        return result(rt, NO_IPV4, 0, false);
      }
      all = all << 8 | number;
    }
    return result(rt, Addr.v4((int) (all >> 16)), (int) (all & 0xffff), true);
  }

  /// A reply to PASV (RFC 959, section 5.4), whose numbers stand in brackets, behind PORT, or
  /// somewhere in the text.
  public static Record parse_ftp_pasv(Runtime rt, Str str) {
    String text = cString(str);
    int bracket = text.indexOf('(');
    if (bracket >= 0) {
      return sixNumbers(rt, text.substring(bracket + 1));
    }
    int word = text.indexOf("PORT");
    if (word >= 0) {
      return sixNumbers(rt, text.substring(Math.min(text.length(), word + "PORT ".length())));
    }
    int start = text.indexOf(',');
    if (start < 0) {
      return sixNumbers(rt, "");
    }
    while (start > 0 && isDigit(text.charAt(start - 1))) {
      start--;
    }
    return sixNumbers(rt, text.substring(start));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// A text up to its first NUL.
  private static String cString(Str s) {
    String text = s.toLatin1();
    int nul = text.indexOf('\0');
    return nul < 0 ? text : text.substring(0, nul);
  }

  /// An address and port as EPRT writes them (RFC 2428, section 2).
  public static Record parse_eftp_port(Runtime rt, Str s) {
    return extended(rt, cString(s));
  }

  /// A reply to EPSV (RFC 2428, section 3), which has only a port.
  public static Record parse_ftp_epsv(Runtime rt, Str str) {
    String text = cString(str);
    int bracket = text.indexOf('(');
    return extended(rt, bracket < 0 ? "" : text.substring(bracket + 1));
  }

  private static Record extended(Runtime rt, String text) {
    String line = text.stripLeading();
    if (line.isEmpty()) {
      return result(rt, NO_ADDRESS, 0, false);
    }
    // Protocol, address, port, each between two delimiters; the latter are the first character.
    String[] parts = line.substring(1).split(Pattern.quote(line.substring(0, 1)), -1);
    if (parts.length < 3) {
      return result(rt, NO_ADDRESS, 0, false);
    }
    boolean isNumber = parts[0].isEmpty() || NUMBER.matcher(parts[0]).matches();
    Addr address = parts[1].isEmpty() ? NO_ADDRESS : Addr.parse(parts[1]);
    int port = port(parts[2]);
    boolean valid = isNumber && address != null && port >= 0 && parts.length > 3;
    return result(rt, orNone(address), Math.max(port, 0), valid);
  }

  private static Addr orNone(@Nullable Addr address) {
    return address == null ? NO_ADDRESS : address;
  }

  /// @return -1 if it is none
  private static int port(String text) {
    if (!PORT.matcher(text).matches()) {
      return text.isEmpty() ? 0 : -1;
    }
    int number = Integer.parseInt(text.strip());
    return number <= 0xffff ? number : -1;
  }

  /// The other way round, for IPv4.
  public static Str fmt_ftp_port(Runtime rt, Addr a, Port p) {
    if (!a.isV4()) {
      rt.complain("conversion of non-IPv4 address in fmt_ftp_port", a);
      return Str.EMPTY;
    }
    int number = p.number();
    String dotted = a.toString().replace('.', ',');
    return Str.of(dotted + "," + (number >> 8) + "," + (number & 0xff));
  }
}
