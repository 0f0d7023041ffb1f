package org.brood.analyzer.ntp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.DatagramAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// NTP on one connection.
final class NtpAnalyzer implements DatagramAnalyzer {
  private final AnalyzerContext context;
  private final NtpEvents events;
  private boolean origFlipped;
  private boolean respFlipped;

  NtpAnalyzer(AnalyzerContext context, NtpEvents events) {
    this.context = context;
    this.events = events;
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    NtpMessage message = NtpParser.message(in);
    context.confirm();
    boolean isWrongSide =
        message.mode() == (from.isOriginator() ? NtpMessage.SERVER : NtpMessage.CLIENT);
    if (isWrongSide && mayFlip(from)) {
      context.flipRoles();
    }
    events.message(context, from, message);
  }

  /// Each side's messages may turn the connection round once.
  private boolean mayFlip(Side from) {
    boolean may = from.isOriginator() ? !origFlipped : !respFlipped;
    origFlipped |= from.isOriginator();
    respFlipped |= !from.isOriginator();
    return may;
  }

  @Override
  public void done() {
    events.sessionDone(context);
  }
}
