package org.brood.conn;

import org.brood.flow.Flow;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Values that many connections have: servers, ports, histories, link addresses. Each kind has a
/// table of the last ones by hash, so that connections that last share most of them. Values never
/// change, so nobody can tell.
final class SharedValues {
  private static final int SLOTS = 1 << 12;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private SharedValues() {}

  private static int slot(long mixed) {
    return (int) (mixed * MIX >>> 52);
  }

  /// Addresses.
  static final class Addresses {
    private final @Nullable Addr[] known = new Addr[SLOTS];

    Addr of(long high, long low) {
      int slot = slot(high * 31 + low);
      Addr addr = known[slot];
      if (addr == null || addr.low() != low || addr.high() != high) {
        addr = new Addr(high, low);
        known[slot] = addr;
      }
      return addr;
    }
  }

  /// Ports.
  static final class Ports {
    private final @Nullable Port[] known = new Port[SLOTS];

    Port of(int number, int protocol) {
      int slot = slot((long) number << 8 | protocol);
      Port port = known[slot];
      if (port == null || port.number() != number || port.proto() != protocol) {
        port = new Port(number, protocol);
        known[slot] = port;
      }
      return port;
    }
  }

  /// Link addresses as text.
  static final class Links {
    private final long[] keys = new long[SLOTS];
    private final @Nullable Str[] known = new Str[SLOTS];

    Str of(long address) {
      int slot = slot(address);
      Str text = known[slot];
      if (text == null || keys[slot] != address) {
        text = ConnRecords.linkText(address);
        keys[slot] = address;
        known[slot] = text;
      }
      return text;
    }
  }

  /// Histories.
  static final class Histories {
    private final @Nullable Str[] known = new Str[SLOTS];

    Str of(Flow flow) {
      int length = flow.historyLength();
      if (length > Long.BYTES) {
        return text(flow, length);
      }
      long letters = 0;
      for (int i = 0; i < length; i++) {
        letters = letters << Byte.SIZE | (flow.historyAt(i) & 0xff);
      }
      int slot = slot(letters);
      Str text = known[slot];
      if (text == null || !isSame(text, flow, length)) {
        text = text(flow, length);
        known[slot] = text;
      }
      return text;
    }

    private static boolean isSame(Str text, Flow flow, int length) {
      if (text.length() != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (text.at(i) != (flow.historyAt(i) & 0xff)) {
          return false;
        }
      }
      return true;
    }

    private static Str text(Flow flow, int length) {
      byte[] letters = new byte[length];
      for (int i = 0; i < length; i++) {
        letters[i] = flow.historyAt(i);
      }
      return Str.wrap(letters);
    }
  }
}
