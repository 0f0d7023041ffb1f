package org.brood.analyzer.syslog;

import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;

/// Reads messages.
final class SyslogParser {
  private SyslogParser() {}

  static SyslogMessage message(ByteCursor in) {
    if (in.peek(0) != '<') {
      return new SyslogMessage(SyslogMessage.NO_PRIORITY, SyslogMessage.NO_PRIORITY, in.rest());
    }
    in.skip(1);
    int priority = 0;
    int digits = 0;
    while (isDigit(in.peek(0))) {
      // Only the lowest ten bits count, so that it cannot grow without end.
      priority = priority * 10 + in.u8() - '0' & 0xfffffff;
      digits++;
    }
    if (digits == 0 || in.u8() != '>') {
      throw new Malformed("bad priority");
    }
    return new SyslogMessage(priority >> 3 & 0x7f, priority & 7, in.rest());
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }
}
