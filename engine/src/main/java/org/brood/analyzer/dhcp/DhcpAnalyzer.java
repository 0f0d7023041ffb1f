package org.brood.analyzer.dhcp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.DatagramAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// DHCP on one connection.
final class DhcpAnalyzer implements DatagramAnalyzer {
  private final AnalyzerContext context;
  private final DhcpEvents events;

  DhcpAnalyzer(AnalyzerContext context, DhcpEvents events) {
    this.context = context;
    this.events = events;
  }

  @Override
  public void datagram(ByteCursor in, Side from) {
    DhcpMessage message = DhcpParser.message(in);
    if (message.type() == 0) {
      context.violation("no DHCP message type option");
    }
    events.message(context, from, message);
    context.confirm();
  }
}
