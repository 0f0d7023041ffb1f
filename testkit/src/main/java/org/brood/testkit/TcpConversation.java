package org.brood.testkit;

/// Two hosts that talk TCP: keeps their sequence numbers and adds their packets to a capture, a
/// millisecond apart.
public final class TcpConversation {
  private static final long STEP_MICROS = 1_000;

  private final Capture capture;
  private final String client;
  private final int clientPort;
  private final String server;
  private final int serverPort;
  private long micros;
  private long clientNext = 1_000;
  private long serverNext = 5_000;

  /// A conversation over IPv4 that begins at `micros`.
  public TcpConversation(
      Capture capture, long micros, String client, int clientPort, String server, int serverPort) {
    this.capture = capture;
    this.micros = micros;
    this.client = client;
    this.clientPort = clientPort;
    this.server = server;
    this.serverPort = serverPort;
  }

  /// Sets the initial sequence numbers.
  public TcpConversation startAt(long clientSequence, long serverSequence) {
    clientNext = clientSequence;
    serverNext = serverSequence;
    return this;
  }

  public TcpConversation handshake() {
    packet(true, Packets.SYN, clientNext, 0);
    clientNext++;
    packet(false, Packets.SYN | Packets.ACK, serverNext, clientNext);
    serverNext++;
    packet(true, Packets.ACK, clientNext, serverNext);
    return this;
  }

  /// Sends bytes, which the other side acknowledges.
  public TcpConversation send(boolean fromClient, byte... bytes) {
    sendUnacknowledged(fromClient, bytes);
    return acknowledge(!fromClient);
  }

  public TcpConversation send(boolean fromClient, String text) {
    return send(fromClient, text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  public TcpConversation sendUnacknowledged(boolean fromClient, byte... bytes) {
    packet(
        fromClient,
        Packets.PSH | Packets.ACK,
        fromClient ? clientNext : serverNext,
        fromClient ? serverNext : clientNext,
        bytes);
    return lose(fromClient, bytes.length);
  }

  /// Moves on as if bytes had been sent which the capture does not have.
  public TcpConversation lose(boolean fromClient, int length) {
    if (fromClient) {
      clientNext += length;
    } else {
      serverNext += length;
    }
    return this;
  }

  public TcpConversation acknowledge(boolean fromClient) {
    packet(
        fromClient,
        Packets.ACK,
        fromClient ? clientNext : serverNext,
        fromClient ? serverNext : clientNext);
    return this;
  }

  /// Closes one side; the other acknowledges.
  public TcpConversation close(boolean fromClient) {
    packet(
        fromClient,
        Packets.FIN | Packets.ACK,
        fromClient ? clientNext : serverNext,
        fromClient ? serverNext : clientNext);
    lose(fromClient, 1);
    return acknowledge(!fromClient);
  }

  public TcpConversation reset(boolean fromClient) {
    packet(
        fromClient,
        Packets.RST | Packets.ACK,
        fromClient ? clientNext : serverNext,
        fromClient ? serverNext : clientNext);
    return this;
  }

  /// Adds any segment.
  public TcpConversation packet(
      boolean fromClient, int flags, long sequence, long acknowledgment, byte... payload) {
    Packets packet =
        Packets.ethernet()
            .ipv4(fromClient ? client : server, fromClient ? server : client)
            .tcp(fromClient ? clientPort : serverPort, fromClient ? serverPort : clientPort, flags)
            .sequence(sequence)
            .acknowledgment((flags & Packets.ACK) != 0 ? acknowledgment : 0)
            .payload(payload);
    capture.add(micros, packet.build());
    micros += STEP_MICROS;
    return this;
  }

  public TcpConversation waitMicros(long duration) {
    micros += duration;
    return this;
  }

  public long clientNext() {
    return clientNext;
  }

  public long serverNext() {
    return serverNext;
  }

  public long micros() {
    return micros;
  }
}
