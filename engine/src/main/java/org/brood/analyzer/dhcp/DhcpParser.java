package org.brood.analyzer.dhcp;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.dhcp.DhcpMessage.Option;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.script.value.Addr;

/// Reads messages.
final class DhcpParser {
  /// What tells options from those of BOOTP (RFC 2131, section 3).
  private static final long COOKIE = 0x63825363;

  private static final int HARDWARE = 16;
  private static final int SERVER_NAME = 64;
  private static final int FILE = 128;

  private DhcpParser() {}

  static DhcpMessage message(ByteCursor in) {
    int operation = in.u8();
    in.skip(3); // kind and length of hardware addresses, hops
    long transaction = in.u32();
    int seconds = in.u16();
    int flags = in.u16();
    Addr client = Addr.v4(in.i32());
    Addr yours = Addr.v4(in.i32());
    Addr nextServer = Addr.v4(in.i32());
    Addr relay = Addr.v4(in.i32());
    byte[] hardware = in.bytes(HARDWARE);
    byte[] serverName = in.bytes(SERVER_NAME);
    byte[] file = in.bytes(FILE);
    long cookie = in.u32();
    if (cookie != COOKIE) {
      throw new Malformed("bad cookie (" + (int) cookie + ")");
    }
    List<Option> options = options(in);
    return new DhcpMessage(
        operation,
        type(options),
        transaction,
        seconds,
        flags,
        client,
        yours,
        nextServer,
        relay,
        hardware,
        serverName,
        file,
        options);
  }

  private static List<Option> options(ByteCursor in) {
    List<Option> all = new ArrayList<>();
    while (true) {
      int code = in.u8();
      if (code == DhcpOptions.END) {
        return all;
      }
      all.add(new Option(code, in.bytes(code == DhcpOptions.PAD ? 0 : in.u8())));
    }
  }

  private static int type(List<Option> options) {
    for (Option option : options) {
      if (option.code() == DhcpOptions.MESSAGE_TYPE) {
        if (option.value().length == 0) {
          throw new Malformed("a message type without a value");
        }
        return option.value()[0] & 0xff;
      }
    }
    return 0;
  }
}
