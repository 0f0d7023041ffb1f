package org.brood.analyzer.dhcp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.flow.Side;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The event of DHCP.
final class DhcpEvents {
  private final EventType message;
  private final RecordMaker messages;
  private final DhcpOptions options;

  DhcpEvents(Events events) {
    message = events.type("dhcp_message");
    options = new DhcpOptions(events);
    messages =
        new RecordMaker(
            events,
            "DHCP::Msg",
            "op",
            "m_type",
            "xid",
            "secs",
            "flags",
            "ciaddr",
            "yiaddr",
            "siaddr",
            "giaddr",
            "chaddr",
            "sname",
            "file_n");
  }

  void message(AnalyzerContext to, Side from, DhcpMessage one) {
    if (message.isWanted()) {
      Record all = options.record(one.options());
      message.raise(to.connection(), from.isOriginator(), record(one), all);
    }
  }

  private Record record(DhcpMessage one) {
    return messages.of(
        (long) one.operation(),
        (long) one.type(),
        one.transaction(),
        (double) one.seconds(),
        (long) one.flags(),
        one.client(),
        one.yours(),
        one.nextServer(),
        one.relay(),
        DhcpOptions.mac(one.clientHardware()),
        text(one.serverName()),
        text(one.file()));
  }

  private static @Nullable Str text(byte[] field) {
    Str text = DhcpOptions.withoutZeros(field);
    return text.isEmpty() ? null : text;
  }
}
