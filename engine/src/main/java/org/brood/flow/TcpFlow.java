package org.brood.flow;

import java.lang.foreign.MemorySegment;
import org.brood.decode.Packet;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// A TCP connection: two endpoints, and how they open, close and are forgotten.
///
/// [#process] takes a segment through the same steps as Zeek, in the same order, because scripts
/// see the order of what is told to the listener.
public final class TcpFlow extends Flow {
  /// Who raises weirds about segments.
  static final String SOURCE = "TCP";

  private static final int FIRST_FROM_ORIG = 1;
  private static final int FIRST_FROM_RESP = 2;

  private TcpEndpoint orig = new TcpEndpoint(this, true);
  private TcpEndpoint resp = new TcpEndpoint(this, false);

  private byte firstPacketSeen;
  private boolean partial;
  private boolean active = true;
  private boolean closeDeferred;
  private boolean deferredNormally;
  private boolean sawFirstAck;
  private boolean reassembling;

  TcpFlow(TransportAnalyzer analyzer, FlowKey key, Packet packet) {
    super(analyzer, key, packet);
  }

  public TcpEndpoint originator() {
    return orig;
  }

  public TcpEndpoint responder() {
    return resp;
  }

  public TcpEndpoint endpoint(Side side) {
    return side.isOriginator() ? orig : resp;
  }

  TcpEndpoint endpoint(boolean originator) {
    return originator ? orig : resp;
  }

  @Override
  public long size(Side side) {
    return endpoint(side).size();
  }

  @Override
  public int state(Side side) {
    return endpoint(side).state().code();
  }

  /// Whether the beginning was missed.
  public boolean isPartial() {
    return partial;
  }

  public boolean isBothClosed() {
    return orig.closed && resp.closed;
  }

  public boolean hadGap(Side side) {
    TcpContents contents = endpoint(side).contents;
    return contents != null && contents.hadGap();
  }

  /// Whether streams are put in order.
  public boolean isReassembling() {
    return reassembling;
  }

  /// Begins to put streams in order.
  void reassemble(TcpContents.Factory factory) {
    orig.contents = factory.create(this, orig);
    resp.contents = factory.create(this, resp);
    if (!reassembling) {
      reassembling = true;
      table().listener().newConnectionContents(this);
    }
  }

  /// Takes in a segment whose header is valid.
  ///
  /// @param payload where the payload begins in the header's segment
  /// @param length of the payload
  /// @param captured how much of it is here
  void process(
      boolean fromOriginator,
      Packet packet,
      TcpHeader header,
      long payload,
      int length,
      int captured) {
    long now = packet.nanos;
    int flags = header.flags();
    TcpEndpoint endpoint = endpoint(fromOriginator);
    TcpEndpoint peer = endpoint.peer();
    updatePartial(flags, endpoint.originator);
    int segmentLength = TcpSequences.segmentLength(length, flags);
    int after = header.sequence() + segmentLength;
    boolean syn = (flags & TcpHeader.SYN) != 0;
    boolean rst = (flags & TcpHeader.RST) != 0;
    TcpSequences.begin(endpoint, syn, header.sequence(), after);
    TcpSequences sequences = tcp().sequences;
    long relative =
        sequences.relative(endpoint, header.sequence(), endpoint.last, endpoint.lastWraps);
    boolean underflow = sequences.isUnderflow();
    if (underflow && !rst) {
      weird("TCP_seq_underflow_or_misorder", "", SOURCE);
    }
    boolean acks = (flags & TcpHeader.ACK) != 0;
    endpoint.updateHistory(syn, (flags & TcpHeader.FIN) != 0, rst, acks, relative, length);
    tcp().windows.update(endpoint, header);
    if (!isBothClosed()) {
      lastNanos = now;
    }
    controlFlags(endpoint, packet, header, fromOriginator, relative + segmentLength, length);
    long acknowledged = acks ? acknowledge(endpoint, header, fromOriginator) : 0;
    int advance = TcpSequences.advance(endpoint, after, flags, length);
    endpoint.lastNanos = now;
    TcpStates states = tcp().states;
    states.update(endpoint, fromOriginator, header, length, advance, now);
    boolean closes = states.closes();
    boolean normally = states.closesNormally();
    TcpContents peerContents = peer.contents;
    if (acks && peerContents != null) {
      peerContents.ackReceived(acknowledged);
    }
    Side side = Side.of(fromOriginator);
    MemorySegment data = header.segment();
    table()
        .listener()
        .tcpPacket(this, side, header, relative, acknowledged, data, payload, length, captured);
    if (header.headerLength() > TcpHeader.MIN_LENGTH) {
      table().listener().tcpOptions(this, side, header);
    }
    checkFirstPacket(fromOriginator, packet);
    TcpContents contents = endpoint.contents;
    if (contents != null) {
      if (length > 0 && !rst && !isSkipping() && !underflow) {
        if (captured >= length) {
          contents.dataSent(syn ? relative + 1 : relative, length, data, payload, flags);
        } else {
          weird("truncated_tcp_payload", "", SOURCE);
        }
      }
      contents.checkEof();
    }
    if (closes) {
      connectionClosed(endpoint, normally);
    }
  }

  private TcpAnalyzer tcp() {
    return table().tcp();
  }

  private void updatePartial(int flags, boolean originator) {
    boolean syn = (flags & TcpHeader.SYN) != 0;
    if (originator) {
      if ((firstPacketSeen & FIRST_FROM_ORIG) == 0) {
        partial = !syn || (flags & TcpHeader.ACK) != 0;
      }
    } else if ((firstPacketSeen & FIRST_FROM_RESP) == 0 && !partial) {
      partial = !syn;
    }
  }

  private void controlFlags(
      TcpEndpoint endpoint,
      Packet packet,
      TcpHeader header,
      boolean fromOriginator,
      long relativeEnd,
      int length) {
    int flags = header.flags();
    FlowOptions options = table().options();
    boolean soon = packet.nanos < endpoint.lastNanos + options.tcpStormInterarrivalNanos;
    if ((flags & TcpHeader.SYN) != 0) {
      synWeirds(flags, length);
      tcp().windows.begin(endpoint, header);
      table().listener().syn(this, Side.of(fromOriginator), packet, header);
    }
    if ((flags & TcpHeader.FIN) != 0) {
      TcpExtras own = endpoint.ownExtras();
      own.finCount++;
      if (own.finCount >= options.tcpStormThreshold && soon) {
        weird("FIN_storm", "", SOURCE);
      }
      own.finSequence = relativeEnd;
    }
    if ((flags & TcpHeader.RST) != 0) {
      int count = ++endpoint.ownExtras().rstCount;
      if (count >= options.tcpStormThreshold && soon) {
        weird("RST_storm", "", SOURCE);
      }
      table().listener().packetWithReset(this);
    }
  }

  private void synWeirds(int flags, int length) {
    if ((flags & TcpHeader.RST) != 0) {
      weird("TCP_christmas", "", SOURCE);
    }
    if ((flags & TcpHeader.URG) != 0) {
      weird("baroque_SYN", "", SOURCE);
    }
    if (length > 0) {
      weird("SYN_with_data", "", SOURCE);
    }
  }

  /// Notes what a segment acknowledges.
  ///
  /// @return the acknowledgment, relative to the peer's begin
  private long acknowledge(TcpEndpoint endpoint, TcpHeader header, boolean fromOriginator) {
    TcpEndpoint peer = endpoint.peer();
    int acknowledgment = header.acknowledgment();
    if (fromOriginator
        && !sawFirstAck
        && (endpoint.state() == TcpState.ESTABLISHED || endpoint.state() == TcpState.SYN_SENT)) {
      sawFirstAck = true;
      table().listener().firstAck(this);
    }
    if (peer.state() == TcpState.INACTIVE) {
      TcpSequences.beginPeer(peer, endpoint, header.flags(), acknowledgment);
      return 1;
    }
    TcpSequences sequences = tcp().sequences;
    long relative = sequences.relative(peer, acknowledgment, peer.ack, peer.ackWraps);
    if (sequences.isUnderflow()) {
      weird("TCP_ack_underflow_or_misorder", "", SOURCE);
      return 0;
    }
    if (!header.has(TcpHeader.RST)) {
      TcpSequences.acknowledge(peer, acknowledgment);
    }
    return relative;
  }

  private void checkFirstPacket(boolean fromOriginator, Packet packet) {
    int bit = fromOriginator ? FIRST_FROM_ORIG : FIRST_FROM_RESP;
    if ((firstPacketSeen & bit) == 0) {
      table().listener().firstPacket(this, Side.of(fromOriginator), packet);
      firstPacketSeen |= (byte) bit;
    }
  }

  void setFirstPacketSeen(boolean originator) {
    firstPacketSeen |= (byte) (originator ? FIRST_FROM_ORIG : FIRST_FROM_RESP);
  }

  void notPartial() {
    partial = false;
  }

  @Override
  public void flipRoles() {
    swapSides();
    TcpEndpoint swap = orig;
    orig = resp;
    resp = swap;
    orig.originator = true;
    resp.originator = false;
    firstPacketSeen =
        (byte)
            (((firstPacketSeen & FIRST_FROM_ORIG) != 0 ? FIRST_FROM_RESP : 0)
                | ((firstPacketSeen & FIRST_FROM_RESP) != 0 ? FIRST_FROM_ORIG : 0));
    partial = false;
    addHistory('^');
    table().listener().flipped(this);
  }

  /// Whether a SYN begins a new connection between the same endpoints.
  boolean isReuse(long nowNanos, TcpHeader header) {
    if (header.headerLength() < TcpHeader.MIN_LENGTH || !header.has(TcpHeader.SYN)) {
      return false;
    }
    TcpEndpoint sender = orig;
    boolean acks = header.has(TcpHeader.ACK);
    if (acks) {
      if (orig.state() != TcpState.INACTIVE) {
        return false;
      }
      sender = resp;
    }
    boolean reset = orig.state() == TcpState.RESET || resp.state() == TcpState.RESET;
    if (!orig.closed && !resp.closed) {
      int sequence = header.sequence();
      if (sequence == sender.start) {
        return false;
      }
      if (!acks
          && sender.state() == TcpState.SYN_ACK_SENT
          && resp.state() == TcpState.INACTIVE
          && sequence == resp.start) {
        // SYN and SYN-ACK came in the wrong order.
        return false;
      }
      weird(
          sender.state() == TcpState.SYN_SENT ? "SYN_seq_jump" : "active_connection_reuse",
          "",
          SOURCE);
    } else if ((orig.isActive() || resp.isActive()) && !reset) {
      weird("active_connection_reuse", "", SOURCE);
    } else if (nowNanos - lastNanos < table().options().tcpConnectionLingerNanos && !reset) {
      weird("premature_connection_reuse", "", SOURCE);
    }
    return true;
  }

  private boolean isDataPending(TcpEndpoint endpoint) {
    TcpContents contents = endpoint.contents;
    return !isSkipping() && contents != null && contents.isDataPending();
  }

  /// All that `endpoint` sent was delivered.
  public void endOf(TcpEndpoint endpoint) {
    table().listener().eof(this, endpoint.side());
    if (closeDeferred) {
      if (isDataPending(endpoint) && isBothClosed()) {
        weird("pending_data_when_closed", "", SOURCE);
      }
      connectionClosed(endpoint, deferredNormally);
      closeDeferred = false;
    }
  }

  private void connectionClosed(TcpEndpoint endpoint, boolean normally) {
    table().listener().closed(this, endpoint.side(), normally);
    if (isDataPending(endpoint)) {
      closeDeferred = true;
      deferredNormally |= normally;
      return;
    }
    closeDeferred = false;
    if (endpoint.closed) {
      return;
    }
    endpoint.closed = true;
    TcpEndpoint peer = endpoint.peer();
    if (endpoint.state() == TcpState.RESET || peer.closed || peer.state() == TcpState.INACTIVE) {
      closedFully(endpoint, normally);
    } else {
      closedHalf(endpoint);
    }
  }

  private void closedFully(TcpEndpoint endpoint, boolean normally) {
    TcpEndpoint peer = endpoint.peer();
    if (endpoint.previousState() != TcpState.INACTIVE || peer.state() != TcpState.INACTIVE) {
      boolean tell = normally || deferredNormally;
      deferredNormally = false;
      if (tell) {
        table().listener().finished(this, peer.state() == TcpState.INACTIVE);
        active = false;
      }
    }
    timers().cancelOfTcp();
    long delay = table().options().tcpCloseDelayNanos;
    timers()
        .add(delay != 0 ? FlowTimer.Kind.TCP_CLOSED : FlowTimer.Kind.TCP_DELETE, lastNanos + delay);
  }

  private void closedHalf(TcpEndpoint endpoint) {
    FlowOptions options = table().options();
    if (endpoint.previousState() != TcpState.INACTIVE) {
      timers().add(FlowTimer.Kind.TCP_EXPIRE, lastNanos + options.tcpSessionTimerNanos);
    } else if (table().listener().wantsPartialClose()) {
      timers().add(FlowTimer.Kind.TCP_PARTIAL_CLOSE, lastNanos + options.tcpPartialCloseDelayNanos);
    }
  }

  void connectionReset() {
    table().listener().reset(this);
    active = false;
  }

  @Override
  void timerRan(FlowTimer.Kind kind, long nowNanos) {
    switch (kind) {
      case TCP_EXPIRE -> expire(nowNanos);
      case TCP_ATTEMPT -> attempt();
      case TCP_PARTIAL_CLOSE -> partialClose();
      case TCP_RESET -> resetDelayed();
      case INACTIVITY, STATUS_UPDATE, LIFETIME, TCP_CLOSED, TCP_DELETE ->
          super.timerRan(kind, nowNanos);
    }
  }

  private void attempt() {
    boolean unanswered =
        (orig.state() == TcpState.SYN_SENT || orig.state() == TcpState.SYN_ACK_SENT)
            && resp.state() == TcpState.INACTIVE;
    if (active && unanswered) {
      table().listener().attempt(this);
      active = false;
      table().remove(this);
    }
  }

  private void partialClose() {
    if (active
        && orig.state() != TcpState.INACTIVE
        && resp.state() != TcpState.INACTIVE
        && orig.state() != TcpState.RESET
        && resp.state() != TcpState.RESET
        && !isBothClosed()) {
      table().listener().partialClose(this);
      table().remove(this);
    }
  }

  private void resetDelayed() {
    if (active) {
      if (!isBothClosed()) {
        connectionReset();
      }
      table().remove(this);
    }
  }

  private void expire(long nowNanos) {
    if (!active) {
      return;
    }
    if (lastNanos + table().options().tcpConnectionLingerNanos < nowNanos) {
      boolean reset = orig.state() == TcpState.RESET || resp.state() == TcpState.RESET;
      boolean half = orig.state() == TcpState.INACTIVE || resp.state() == TcpState.INACTIVE;
      boolean closed = orig.closed || resp.closed;
      if (isBothClosed() || (closed && (reset || half))) {
        table().listener().timeout(this);
        active = false;
        table().remove(this);
        return;
      }
      if (orig.state() == TcpState.INACTIVE && resp.state() == TcpState.INACTIVE) {
        table().listener().timeout(this);
        table().remove(this);
        return;
      }
    }
    timers().add(FlowTimer.Kind.TCP_EXPIRE, nowNanos + table().options().tcpSessionTimerNanos);
  }

  @Override
  void done() {
    super.done();
    if (table().decoder().isTerminating() && active && !isBothClosed()) {
      table().listener().pending(this);
    }
    finish(orig.contents);
    finish(resp.contents);
  }

  private static void finish(@Nullable TcpContents contents) {
    if (contents != null) {
      contents.done();
    }
  }
}
