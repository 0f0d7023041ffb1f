package org.brood.analyzer.dns;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.DatagramAnalyzer;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.analyzer.dns.DnsMessage.Data;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.KeepAlive;
import org.brood.analyzer.dns.DnsMessage.Owner;
import org.brood.analyzer.dns.DnsMessage.Question;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.Section;
import org.brood.analyzer.dns.DnsMessage.Unknown;
import org.brood.bytes.ByteCursor;
import org.brood.decode.Timer;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.flow.Transport;
import org.brood.script.value.Addr;

/// DNS on one connection.
final class DnsAnalyzer implements DatagramAnalyzer, StreamAnalyzer, DnsNotes {
  private static final int NETBIOS_PORT = 137;

  /// How much earlier than the timer's due time the last packet of a session may have come: time
  /// enough for one query and its reply, so that the timer seldom has to be set again.
  private static final long REPLY_NANOS = 1_000_000_000L;

  private final AnalyzerContext context;
  private final DnsEvents events;
  private final DnsLimits limits;
  private final boolean netbios;
  private final SessionTimer timer = new SessionTimer();
  private DnsFrames origFrames = new DnsFrames();
  private DnsFrames respFrames = new DnsFrames();
  private boolean begun;

  DnsAnalyzer(AnalyzerContext context, DnsEvents events, DnsLimits limits) {
    this.context = context;
    this.events = events;
    this.limits = limits;
    Flow flow = flow();
    this.netbios = flow.origPort() == NETBIOS_PORT || flow.respPort() == NETBIOS_PORT;
    if (isUdp()) {
      timer.start(flow.table().decoder().networkNanos());
    }
  }

  private Flow flow() {
    return context.conn().flow();
  }

  private boolean isUdp() {
    return flow().transport() == Transport.UDP;
  }

  /// Ends a UDP session of which nothing came for a while.
  private final class SessionTimer extends Timer {
    void start(long nowNanos) {
      flow().table().decoder().timers().add(this, nowNanos + limits.sessionTimeoutNanos());
    }

    void cancel() {
      flow().table().decoder().timers().cancel(this);
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      Flow flow = flow();
      long silence = nowNanos - flow.lastNanos();
      if (atEnd || silence >= limits.sessionTimeoutNanos() - REPLY_NANOS) {
        flow.table().listener().timeout(flow);
        flow.table().remove(flow);
      } else {
        start(nowNanos);
      }
    }
  }

  // ---- input

  @Override
  public void datagram(ByteCursor in, Side from) {
    message(in, from.isOriginator(), from.isOriginator());
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    DnsFrames frames = from.isOriginator() ? origFrames : respFrames;
    frames.take(in, whole -> message(whole, from.isOriginator(), from.isOriginator()));
    in.commit();
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    // What comes next fills up the message that was begun.
  }

  @Override
  public void end(Side from) {
    // Either side's closing counts.
  }

  /// Takes what came of messages that aren't whole, of both sides.
  @Override
  public void closed(Side from) {
    origFrames.flush(part -> message(part, true, false));
    respFrames.flush(part -> message(part, true, false));
  }

  @Override
  public void flipped() {
    DnsFrames first = origFrames;
    origFrames = respFrames;
    respFrames = first;
  }

  @Override
  public void done() {
    if (isUdp()) {
      timer.cancel();
      events.sessionDone(context);
    }
  }

  @Override
  public void weird(String name, String detail) {
    context.weird(name, detail);
  }

  @Override
  public void violation(String reason) {
    context.violation(reason);
  }

  // ---- messages

  /// @param fromOriginator whether it came from the side that asks
  /// @param mayFlip whether, if it is a reply, the sides are the other way round
  private void message(ByteCursor in, boolean fromOriginator, boolean mayFlip) {
    int length = in.remaining();
    if (length < DnsLimits.HEADER) {
      weird("DNS_truncated_len_lt_hdr_len");
      return;
    }
    Header header = DnsParser.header(in);
    if (!isKnown(header.opcode())) {
      weird("DNS_unknown_opcode", Integer.toString(header.opcode()));
      flow().markUnanalyzed();
      return;
    }
    boolean isQuery = fromOriginator;
    if (!begun && header.isReply() && mayFlip) {
      isQuery = false;
      if (!isMulticast(flow())) {
        context.flipRoles();
      }
    }
    begun = true;
    DnsParser parser =
        new DnsParser(in, limits.maxCompressionDepth(), flow().respPort() == NETBIOS_PORT, this);
    new Message(parser, header, isQuery).analyze(length);
  }

  private boolean isKnown(int opcode) {
    return switch (opcode) {
      case DnsTypes.QUERY, DnsTypes.UPDATE, DnsTypes.NOTIFY -> true;
      default -> netbios;
    };
  }

  private static boolean isMulticast(Flow flow) {
    return flow.isIpv4() ? (flow.respLow() >>> 28 & 0xf) == 0xe : flow.respHigh() >>> 56 == 0xff;
  }

  /// One message, section by section.
  private final class Message {
    private final DnsParser parser;
    private final Header header;
    private final boolean isUpdate;
    private final DnsEvents.About about;
    private int zoneClass;
    private boolean silent;

    Message(DnsParser parser, Header header, boolean isQuery) {
      this.parser = parser;
      this.header = header;
      this.isUpdate = header.opcode() == DnsTypes.UPDATE && !netbios;
      this.about = new DnsEvents.About(context, header, isQuery, netbios);
    }

    void analyze(int length) {
      events.message(about, length);
      if (limits.maxQueries() > 0 && header.questions() > limits.maxQueries()) {
        violation("DNS_Conn_count_too_large");
        weird("DNS_Conn_count_too_large");
      } else if (isUpdate ? !update() : !questionsAndAnswers()) {
        return;
      }
      events.end(about);
    }

    /// @return whether the end is to be told
    private boolean questionsAndAnswers() {
      if (questions() && records(header.answers(), Section.ANSWER)) {
        rest();
      }
      return true;
    }

    /// A dynamic update: a zone, what must be so, and what shall change.
    ///
    /// @return whether the end is to be told
    private boolean update() {
      if (header.questions() != 1) {
        weird("DNS_DU_invalid_zone_count", Integer.toString(header.questions()));
        return true;
      }
      Owner zone = parser.owner();
      if (zone == null) {
        return true;
      }
      if (zone.type() != DnsTypes.SOA) {
        weird("DNS_DU_incorrect_zone_type");
        return false;
      }
      zoneClass = zone.recordClass();
      if (records(header.answers(), Section.PREREQUISITE)
          && records(header.authorities(), Section.UPDATE)) {
        events.update(about, zone);
        rest();
      }
      return true;
    }

    /// What scripts can choose not to be told of.
    private void rest() {
      context.confirm();
      boolean skipAuthorities = limits.skipAuthorities();
      boolean skipAdditionals = limits.skipAdditionals();
      if (header.answers() > 0) {
        Addr server = new Addr(flow().respHigh(), flow().respLow());
        skipAuthorities |= header.authorities() == 0 || events.skipsAuthorities(server);
        skipAdditionals |= header.additionals() == 0 || events.skipsAdditionals(server);
      }
      if (skipAuthorities && skipAdditionals) {
        return;
      }
      if (!isUpdate) {
        silent = skipAuthorities;
        if (!records(header.authorities(), Section.AUTHORITY)) {
          return;
        }
      }
      if (!skipAdditionals) {
        silent = false;
        records(header.additionals(), Section.ADDITIONAL);
      }
    }

    private boolean questions() {
      for (int i = 0; i < header.questions(); i++) {
        Question question = parser.question();
        if (question == null) {
          return false;
        }
        events.question(about, question);
      }
      return true;
    }

    private boolean records(int count, Section section) {
      for (int i = 0; i < count; i++) {
        ResourceRecord read = parser.record(section);
        if (read == null || !record(read)) {
          return false;
        }
      }
      return true;
    }

    /// @return whether what follows can be read
    private boolean record(ResourceRecord read) {
      boolean hasData =
          switch (read.section()) {
            case UPDATE -> change(read);
            case PREREQUISITE -> prerequisite(read);
            case QUESTION, ANSWER, AUTHORITY, ADDITIONAL -> true;
          };
      if (!hasData) {
        return true;
      }
      if (read.dataLength() == 0 && parser.remaining() > 0) {
        if (!isUpdate) {
          weird("DNS_zero_rdlength");
        }
        return isUpdate;
      }
      return read.type() == DnsTypes.OPT ? options(read) : data(read);
    }

    /// A change (RFC 2136, section 2.5).
    ///
    /// @return whether it has data to be looked at
    private boolean change(ResourceRecord read) {
      int of = read.recordClass();
      if (of == DnsTypes.CLASS_ANY && read.ttl() == 0 && read.dataLength() == 0) {
        events.deletion(about, read, silent);
        return false;
      }
      if (of == DnsTypes.CLASS_NONE && read.ttl() == 0 || of == zoneClass) {
        return true;
      }
      weird("DNS_dynamic_update_invalid_update");
      return false;
    }

    /// What must be so for an update to be made (RFC 2136, section 2.4); its data are not looked
    /// at.
    private boolean prerequisite(ResourceRecord read) {
      int of = read.recordClass();
      boolean general = of == DnsTypes.CLASS_ANY || of == DnsTypes.CLASS_NONE;
      if (read.ttl() != 0) {
        weird("DNS_dynamic_update_prereq_nonzero_ttl", Integer.toString((int) read.ttl()));
      } else if (general && read.dataLength() == 0 || of == zoneClass) {
        events.prerequisite(about, read, silent);
      } else {
        weird("DNS_dynamic_update_invalid_prereq");
      }
      return false;
    }

    private boolean options(ResourceRecord read) {
      events.edns(about, read, silent);
      return parser.options(option -> {
        if (option instanceof KeepAlive && isUdp()) {
          weird("EDNS_TCP_Keepalive_In_UDP");
        }
        events.option(about, option);
      });
    }

    private boolean data(ResourceRecord read) {
      if (!events.needsData(read.type(), silent)) {
        parser.skipData(read);
        return true;
      }
      Data data = parser.data(read);
      events.data(about, read, data, silent);
      if (data instanceof Unknown) {
        weird("DNS_RR_unknown_type", Integer.toString(read.type()));
      }
      return !parser.isBroken();
    }
  }
}
