package org.brood.flow;

import org.jspecify.annotations.Nullable;

/// One side of a TCP connection: its state, where it is in sequence space, what repeated.
///
/// Sequence numbers are kept as sent, with a count of how often they wrapped.
public final class TcpEndpoint {
  static final int SYN = 0x1;
  static final int FIN = 0x2;
  static final int RST = 0x4;
  static final int FIN_RST = 0x8;
  static final int DATA = 0x10;
  static final int ACK = 0x20;
  static final int MULTI_FLAG = 0x40;

  final TcpFlow flow;
  boolean originator;
  private byte stateCode;
  private byte previousCode;
  @Nullable TcpContents contents;

  /// The sequence number of the SYN.
  int start;

  int last;
  int ack;
  int lastWraps;
  int ackWraps;

  long lastNanos;
  int window;
  byte windowScale;
  int windowAck;
  int windowSequence;

  boolean closed;

  private int lastSyn;
  private TcpExtras extras = TcpExtras.NONE;

  TcpEndpoint(TcpFlow flow, boolean originator) {
    this.flow = flow;
    this.originator = originator;
  }

  public TcpFlow flow() {
    return flow;
  }

  public TcpEndpoint peer() {
    return flow.endpoint(!originator);
  }

  public Side side() {
    return Side.of(originator);
  }

  public TcpState state() {
    return TcpState.of(stateCode);
  }

  /// The state before [#state].
  public TcpState previousState() {
    return TcpState.of(previousCode);
  }

  public boolean isClosed() {
    return closed;
  }

  public int finCount() {
    return extras.finCount;
  }

  public int rstCount() {
    return extras.rstCount;
  }

  /// The relative sequence number after the FIN.
  public long finSequence() {
    return extras.finSequence;
  }

  public @Nullable TcpContents contents() {
    return contents;
  }

  TcpExtras ownExtras() {
    if (extras.isShared()) {
      extras = new TcpExtras();
    }
    return extras;
  }

  boolean isActive() {
    return state() != TcpState.INACTIVE && !closed;
  }

  /// The first sequence number, not relative.
  public long start() {
    return Integer.toUnsignedLong(start);
  }

  /// The last sequence number in 64 bits, not relative.
  public long fullLast() {
    return full(last, lastWraps);
  }

  static long full(int sequence, int wraps) {
    return (Integer.toUnsignedLong(wraps) << 32) + Integer.toUnsignedLong(sequence);
  }

  long relative(int sequence, int wraps) {
    return full(sequence, wraps) - start();
  }

  /// What the peer acknowledged, relative.
  public long relativeAck() {
    return relative(ack, ackWraps);
  }

  /// What was sent, relative.
  public long relativeLast() {
    return relative(last, lastWraps);
  }

  public boolean isNoDataAcked() {
    long acked = full(ack, ackWraps);
    return acked == start() || acked == start() + 1;
  }

  /// Whether anything came from this side.
  public boolean hasDoneSomething() {
    return lastNanos != 0;
  }

  void beginAt(int sequence, int lastSequence) {
    start = sequence;
    ack = sequence;
    last = lastSequence;
  }

  void advanceLast(int sequence) {
    if (Integer.compareUnsigned(sequence, last) < 0) {
      lastWraps++;
    }
    last = sequence;
  }

  void advanceAck(int sequence) {
    if (Integer.compareUnsigned(sequence, ack) < 0) {
      ackWraps++;
    }
    ack = sequence;
  }

  void state(TcpState now) {
    if (now == state()) {
      return;
    }
    if (!now.isHandshake() && state().isHandshake() && peer().state().isHandshake()) {
      flow.timers().inactivityNanos(flow.table().options().tcpInactivityNanos);
    }
    previousCode = stateCode;
    stateCode = (byte) now.code();
  }

  /// Payload bytes by sequence numbers, without SYN and FIN.
  public long size() {
    if (previousState() == TcpState.SYN_SENT
        && state() == TcpState.RESET
        && peer().state() == TcpState.INACTIVE
        && !isNoDataAcked()) {
      return 0;
    }
    long lastFull = full(last, lastWraps);
    long ackFull = full(ack, ackWraps);
    long size = Math.max(lastFull, ackFull) - start();
    if (size != 0) {
      size--;
    }
    if (extras.finCount > 0 && size != 0) {
      size--;
    }
    return size;
  }

  /// Adds a letter once; it is a small one for the responder.
  boolean checkHistory(int mask, char letter) {
    if ((letter == 'A' || letter == 'D') && flow.isHistory('H')) {
      // A SYN-ACK began this, and somebody goes on as if a SYN had come before: no scan then.
      flow.flipRoles();
      flow.replaceHistory('^', 'h');
      flow.setFirstPacketSeen(true);
    }
    return originator
        ? flow.checkHistory(mask, letter)
        : flow.checkHistory(mask << 16, Character.toLowerCase(letter));
  }

  private void addHistory(char letter) {
    flow.addHistory(originator ? letter : Character.toLowerCase(letter));
  }

  /// Notes the letter of a segment.
  void updateHistory(
      boolean syn, boolean fin, boolean rst, boolean acks, long relative, int length) {
    int flags = (syn ? 1 : 0) + (fin ? 1 : 0) + (rst ? 1 : 0);
    if (flags > 1) {
      if (fin && rst) {
        checkHistory(FIN_RST, 'I');
      } else {
        checkHistory(MULTI_FLAG, 'Q');
      }
    } else if (syn) {
      char letter = acks ? 'H' : 'S';
      if (checkHistory(SYN, letter) && (int) relative != lastSyn) {
        addHistory(letter);
      }
      lastSyn = (int) relative;
    } else if (fin) {
      TcpExtras own = ownExtras();
      if (checkHistory(FIN, 'F') && relative + length != own.lastFin) {
        addHistory('F');
      }
      own.lastFin = relative + length;
    } else if (rst) {
      TcpExtras own = ownExtras();
      if (checkHistory(RST, 'R') && relative != own.lastRst) {
        addHistory('R');
      }
      own.lastRst = relative;
    } else if (length != 0) {
      checkHistory(DATA, 'D');
    } else if (acks) {
      checkHistory(ACK, 'A');
    }
  }

  void checksumError() {
    repeated(++ownExtras().checksumErrors, 'C', FlowListener.Repeated.TCP_CHECKSUM_ERRORS);
  }

  void retransmitted() {
    repeated(++ownExtras().retransmissions, 'T', FlowListener.Repeated.RETRANSMISSIONS);
  }

  void zeroWindow() {
    repeated(++ownExtras().zeroWindows, 'W', FlowListener.Repeated.ZERO_WINDOWS);
  }

  /// Notes that bytes of this side are missing.
  public void gap() {
    repeated(++ownExtras().gaps, 'G', FlowListener.Repeated.GAPS);
  }

  private void repeated(int times, char letter, FlowListener.Repeated what) {
    if (Flow.isPowerOfTen(times)) {
      addHistory(letter);
      if (times > 1) {
        flow.table().listener().repeated(flow, side(), what, times);
      }
    }
  }
}
