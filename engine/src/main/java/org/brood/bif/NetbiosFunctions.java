package org.brood.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.value.Str;

/// Names of the NetBIOS name service, which are sent with two letters from A to P for each of 16
/// bytes (RFC 1001, section 14.1). The last byte says what kind of name it is.
@Natives
public final class NetbiosFunctions {
  private static final int ENCODED = 32;
  private static final int NAME = 15;

  /// What is no name's type.
  private static final long NO_TYPE = 256;

  private NetbiosFunctions() {}

  /// The byte that two letters stand for, -1 for other characters.
  private static int decode(Str name, int at) {
    int high = letter(name.at(at));
    int low = letter(name.at(at + 1));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static int letter(int c) {
    int upper = c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
    return upper >= 'A' && upper <= 'P' ? upper - 'A' : -1;
  }

  /// Printable ASCII; 1 and 2 occur at the beginning of names.
  private static boolean isShown(int c) {
    return c >= ' ' && c < 0x7f || c < 3;
  }

  /// The name without blanks at its end; what cannot be shown ends it.
  public static Str decode_netbios_name(Str name) {
    if (name.length() != ENCODED) {
      return Str.EMPTY;
    }
    byte[] text = new byte[NAME + 1];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      int c = decode(name, 2 * i);
      if (c < 0) {
        return Str.EMPTY;
      }
      if (!isShown(c)) {
        break;
      }
      text[length++] = (byte) c;
    }
    length = Math.min(length, NAME);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == 0)) {
      length--;
    }
    return Str.copyOf(text, 0, length);
  }

  /// The type of a name.
  public static long decode_netbios_name_type(Str name) {
    if (name.length() != ENCODED) {
      return NO_TYPE;
    }
    int type = 0;
    for (int i = 0; i < ENCODED; i += 2) {
      type = decode(name, i);
      if (type < 0) {
        return NO_TYPE;
      }
    }
    // A byte with its highest bit set comes out negative, and so very large.
    return (byte) type;
  }
}
