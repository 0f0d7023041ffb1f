package org.brood.analyzer.ssh;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.analyzer.ssh.SshMessage.KeyExchangeInit;
import org.brood.analyzer.ssh.SshMessage.NewKeys;
import org.brood.analyzer.ssh.SshMessage.ServerKeys;
import org.brood.analyzer.ssh.SshMessage.SessionKey;
import org.brood.analyzer.ssh.SshParser.Expect;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.jspecify.annotations.Nullable;

/// SSH on one connection.
final class SshAnalyzer implements StreamAnalyzer, SshParser.Notes {
  private static final byte[] PREFIX = {'S', 'S', 'H', '-'};
  private static final int LENGTH_FIELD = 4;

  private enum State {
    VERSION,
    PACKETS,
    ENCRYPTED
  }

  /// How far a side is.
  private static final class Stream {
    private State state = State.VERSION;
    private SshVersion version = SshVersion.UNKNOWN;

    /// How many bytes of the line that comes are known to have no end in them.
    private int searched;

    /// The length of the packet that comes, without its length field; -1 if it was not read yet.
    private long packet = -1;
  }

  private final AnalyzerContext context;
  private final SshEvents events;
  private final SshLimits limits;
  private final SshParser parser;
  private final SshAuthentication authentication;
  private Stream client = new Stream();
  private Stream server = new Stream();
  private SshVersion version = SshVersion.UNKNOWN;
  private Expect expect = Expect.INIT;
  private @Nullable KeyExchangeInit firstInit;
  private boolean firstIsClients;
  private boolean lost;

  SshAnalyzer(AnalyzerContext context, SshEvents events, SshLimits limits) {
    this.context = context;
    this.events = events;
    this.limits = limits;
    this.parser = new SshParser(limits, this);
    this.authentication = new SshAuthentication(context, events);
  }

  private Stream stream(Side side) {
    return side.isOriginator() ? client : server;
  }

  @Override
  public void limit(String weird, long value, long max) {
    context.limitReached(weird, value, max);
  }

  // ---- input

  @Override
  public int deliver(ByteCursor in, Side from) throws Malformed {
    Stream stream = stream(from);
    boolean partial = context.conn().flow() instanceof TcpFlow flow && flow.isPartial();
    if (lost || partial) {
      in.skip(in.remaining());
      in.commit();
      return 0;
    }
    while (!in.isEmpty()) {
      int wanted =
          switch (stream.state) {
            case VERSION -> line(stream, in, from);
            case PACKETS -> packet(stream, in, from);
            case ENCRYPTED -> encrypted(in, from);
          };
      if (wanted > 0) {
        return wanted;
      }
      in.commit();
    }
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    lost = true;
  }

  @Override
  public void end(Side from) {
    // What is incomplete tells nothing.
  }

  @Override
  public void flipped() {
    Stream first = client;
    client = server;
    server = first;
    firstIsClients = !firstIsClients;
  }

  private int encrypted(ByteCursor in, Side from) {
    int length = in.remaining();
    in.skip(length);
    events.encrypted(context, from, length);
    if (version == SshVersion.V2) {
      authentication.segment(length, from);
    }
    return 0;
  }

  // ---- versions

  /// @return how many bytes make the next call worthwhile, 0 if a line was read
  private int line(Stream stream, ByteCursor in, Side from) {
    int length = lineLength(in, stream.searched);
    if (length < 0) {
      stream.searched = in.remaining();
      if (stream.searched > SshLimits.MAX_LINE) {
        throw new Malformed("line too long");
      }
      return stream.searched + 1;
    }
    stream.searched = 0;
    byte[] line = in.bytes(length);
    if (in.peek(0) == '\r' && in.remaining() > 1 && in.peek(1) == '\n') {
      in.skip(1);
    }
    in.skip(1);
    if (startsWithPrefix(line)) {
      stream.state = State.PACKETS;
      stream.version = SshVersion.of(line, stream.version);
      version = SshVersion.common(client.version, server.version);
      events.version(context, from, line);
    } else if (from.isOriginator()) {
      throw new Malformed("the client's first line is not SSH's");
    } else {
      events.beforeBanner(context, beforeBanner(line));
    }
    return 0;
  }

  /// The length of the next line without its end, -1 if it has none yet. A CR at the end of what
  /// there is may have its LF still to come.
  private static int lineLength(ByteCursor in, int searched) {
    int count = in.remaining();
    for (int i = Math.max(0, searched - 1); i < count; i++) {
      int b = in.peek(i);
      if (b == '\n' || b == '\r' && i + 1 < count) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWithPrefix(byte[] line) {
    return new ByteCursor(MemorySegment.ofArray(line), 0, line.length).startsWith(PREFIX);
  }

  /// What a line before the version has up to a byte that no such text has.
  private static byte[] beforeBanner(byte[] line) {
    int length = 0;
    while (length < line.length
        && line[length] != '['
        && line[length] != (byte) 0xc0
        && line[length] != (byte) 0xc1) {
      length++;
    }
    return Arrays.copyOf(line, length);
  }

  // ---- packets

  private int packet(Stream stream, ByteCursor in, Side from) {
    if (version == SshVersion.UNKNOWN || version == SshVersion.BOTH) {
      throw new Malformed("packets before both versions are known");
    }
    if (!in.has(LENGTH_FIELD)) {
      return LENGTH_FIELD;
    }
    long said = in.u32();
    if (stream.packet < 0) {
      stream.packet = parser.packetLength(said);
    }
    long length = stream.packet;
    if (length == 0) {
      throw new Malformed("a packet without content");
    }
    long whole = version == SshVersion.V1 ? SshParser.lengthOfVersion1(length) : length;
    if (in.remaining() < whole) {
      return Math.toIntExact(Math.min(Integer.MAX_VALUE, whole + LENGTH_FIELD));
    }
    stream.packet = -1;
    int limit = in.narrow((int) whole);
    int end = in.limit();
    SshMessage message =
        version == SshVersion.V1
            ? SshParser.packetOfVersion1(in, length)
            : parser.packet(in, expect);
    in.widen(limit);
    in.position(end);
    take(stream, message, from);
    return 0;
  }

  private void take(Stream stream, SshMessage message, Side from) {
    switch (message) {
      case NewKeys _ -> {
        stream.state = State.ENCRYPTED;
        context.confirm();
      }
      case SessionKey _ -> {
        stream.state = State.ENCRYPTED;
        context.confirm();
      }
      case ServerKeys _ -> stream.state = State.ENCRYPTED;
      case KeyExchangeInit init -> choose(init, from);
      default -> {
        // Nothing changes.
      }
    }
    events.message(context, from, message);
  }

  /// Chooses the method of key exchange when both sides have said what they have.
  private void choose(KeyExchangeInit init, Side from) {
    KeyExchangeInit first = firstInit;
    if (first == null) {
      firstInit = init;
      firstIsClients = from.isOriginator();
      return;
    }
    if (firstIsClients == from.isOriginator()) {
      return;
    }
    byte[] ofClient = (firstIsClients ? first : init).lists().get(KeyExchangeInit.KEY_EXCHANGE);
    byte[] ofServer = (firstIsClients ? init : first).lists().get(KeyExchangeInit.KEY_EXCHANGE);
    String method =
        SshNames.keyExchange(
            ofClient, ofServer, limits.maxAlgorithms()[KeyExchangeInit.KEY_EXCHANGE]);
    if (method != null) {
      Expect messages = SshNames.messages(method);
      if (messages == null) {
        context.weird("ssh_unknown_kex_algorithm", method);
      } else {
        expect = messages;
      }
    }
  }
}
