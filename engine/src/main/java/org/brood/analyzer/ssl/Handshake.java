package org.brood.analyzer.ssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateRequest;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateStatus;
import org.brood.analyzer.ssl.HandshakeMessage.ClientHello;
import org.brood.analyzer.ssl.HandshakeMessage.ClientKey;
import org.brood.analyzer.ssl.HandshakeMessage.DhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.EcdhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.Opaque;
import org.brood.analyzer.ssl.HandshakeMessage.Part;
import org.brood.analyzer.ssl.HandshakeMessage.ServerHello;
import org.brood.analyzer.ssl.HandshakeMessage.SessionTicket;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.flow.Side;

/// The handshake of one connection: puts messages together from the records of each side, tells
/// them, and keeps what later ones depend on.
final class Handshake {
  private static final int HEADER = 4;

  private final AnalyzerContext context;
  private final SslShared shared;
  private final CertificateFiles files;
  private final Partials plain = new Partials();
  private final Partials decrypted = new Partials();
  private int version = SslVersions.UNKNOWN;
  private int suite = -1;
  private boolean isFlipped;
  private boolean warned;
  private boolean failed;
  private long clientSeconds;
  private byte[] clientRandom = {};
  private byte[] serverRandom = {};

  Handshake(AnalyzerContext context, SslShared shared) {
    this.context = context;
    this.shared = shared;
    this.files = new CertificateFiles(context, shared);
  }

  /// The version that the server chose, [SslVersions#UNKNOWN] as long as it did not.
  int version() {
    return version;
  }

  /// The cipher suite that the server chose, negative as long as it did not.
  int suite() {
    return suite;
  }

  long clientSeconds() {
    return clientSeconds;
  }

  byte[] clientRandom() {
    return clientRandom;
  }

  byte[] serverRandom() {
    return serverRandom;
  }

  /// Whether a hello was so that nothing more can be understood.
  boolean hasFailed() {
    return failed;
  }

  /// Whether what a side of the connection sends is the client's.
  boolean isClient(Side from) {
    return from.isOriginator() ^ isFlipped;
  }

  /// The two sides of the connection changed places.
  void flipped() {
    plain.flip();
    decrypted.flip();
    isFlipped = !isFlipped;
  }

  // ---- input

  /// Takes a message of which the header was read, narrowed to its body.
  @FunctionalInterface
  private interface Reading {
    void message(int type, ByteCursor body);
  }

  /// The contents of a record. A message that is malformed is a violation; what came of it, and the
  /// rest of the record, is dropped.
  void record(ByteCursor in, int recordVersion, Side from) {
    ByteCursor contents = new ByteCursor(in.segment(), in.address(), in.remaining());
    in.skip(in.remaining());
    messages(
        plain.of(from), contents, (type, body) -> plain(type, body, recordVersion, from), from);
  }

  /// The contents of a record of TLS 1.3 that was decrypted.
  ///
  /// @param said is told of the types of messages
  void decrypted(ByteCursor in, Side from, IntConsumer said) {
    messages(
        decrypted.of(from),
        in,
        (type, body) -> {
          decrypted(type, body, from);
          said.accept(type);
        },
        from);
  }

  private void messages(Partial partial, ByteCursor in, Reading reading, Side from) {
    if (!context.attempt(() -> whole(partial, in, reading, from))) {
      partial.drop(partial.length);
    }
  }

  private void whole(Partial partial, ByteCursor in, Reading reading, Side from) {
    if (partial.length > 0) {
      partial.append(in);
      ByteCursor all = partial.cursor();
      whole(all, reading, from);
      partial.drop(all.position());
    } else {
      whole(in, reading, from);
      partial.append(in);
    }
  }

  private void whole(ByteCursor in, Reading reading, Side from) {
    while (in.has(HEADER)) {
      int length = in.peek(1) << 16 | in.peekU16(2);
      if (length > SslLimits.MAX_MESSAGE) {
        throw new Malformed("handshake message of %d bytes".formatted(length));
      }
      if (!in.has(HEADER + length)) {
        return;
      }
      int type = in.u8();
      in.skip(HEADER - 1);
      message(type, in, length, reading, from);
    }
  }

  /// One whole message over a datagram; afterwards the cursor stands behind it.
  void message(int type, ByteCursor in, int length, int recordVersion, Side from) {
    message(type, in, length, (kind, body) -> plain(kind, body, recordVersion, from), from);
  }

  private void message(int type, ByteCursor in, int length, Reading reading, Side from) {
    int old = in.narrow(length);
    reading.message(type, in);
    in.skip(in.remaining());
    in.widen(old);
    shared.events().message(context, isClient(from), type, length);
  }

  private void plain(int type, ByteCursor in, int recordVersion, Side from) {
    switch (type) {
      case HandshakeMessage.HELLO_REQUEST -> expect(false, from);
      case HandshakeMessage.CLIENT_HELLO -> {
        expect(true, from);
        ClientHello hello = HandshakeParser.clientHello(in);
        extensions(in, type, from);
        clientHello(hello, recordVersion);
      }
      case HandshakeMessage.SERVER_HELLO -> {
        expect(false, from);
        ServerHello hello = HandshakeParser.serverHello(in);
        extensions(in, type, from);
        choose(hello.version());
        suite = hello.suite();
        serverHello(hello, recordVersion, seconds(hello.random()));
      }
      case HandshakeMessage.HELLO_VERIFY_REQUEST,
          HandshakeMessage.SESSION_TICKET,
          HandshakeMessage.CERTIFICATE,
          HandshakeMessage.SERVER_KEY_EXCHANGE,
          HandshakeMessage.CERTIFICATE_REQUEST,
          HandshakeMessage.SERVER_HELLO_DONE,
          HandshakeMessage.CERTIFICATE_VERIFY,
          HandshakeMessage.CLIENT_KEY_EXCHANGE,
          HandshakeMessage.FINISHED,
          HandshakeMessage.CERTIFICATE_URL,
          HandshakeMessage.CERTIFICATE_STATUS ->
          other(HandshakeParser.other(type, in, suite, version), in, from);
      default -> unknown(type, from);
    }
  }

  /// RFC 8446, section 4, but for what comes before encryption.
  private void decrypted(int type, ByteCursor in, Side from) {
    switch (type) {
      case HandshakeMessage.ENCRYPTED_EXTENSIONS -> {
        in.skip(2);
        extensions(in, type, from);
      }
      case HandshakeMessage.CERTIFICATE_REQUEST -> {
        in.skip(in.u8());
        in.skip(2);
        extensions(in, type, from);
      }
      case HandshakeMessage.CERTIFICATE -> certificates(in, from);
      case HandshakeMessage.SESSION_TICKET ->
          shared.events().sessionTicket(context, HandshakeParser.ticket13(in));
      case HandshakeMessage.END_OF_EARLY_DATA,
          HandshakeMessage.CERTIFICATE_VERIFY,
          HandshakeMessage.FINISHED,
          HandshakeMessage.KEY_UPDATE -> {
        // Nobody asks what they hold.
      }
      default -> unknown(type, from);
    }
  }

  private void unknown(int type, Side from) {
    context.violation(
        "unknown handshake message (%d) from %s"
            .formatted(type, from.isOriginator() ? "originator" : "responder"));
  }

  /// RFC 8446, section 4.4.2: each certificate has extensions of its own.
  private void certificates(ByteCursor in, Side from) {
    List<Part> chain = new ArrayList<>(4);
    in.skip(in.u8());
    int old = in.narrow(in.u24());
    while (!in.isEmpty()) {
      chain.add(HandshakeParser.part(in, in.u24()));
      int list = in.narrow(in.u16());
      extensions(in, HandshakeMessage.CERTIFICATE, from);
      in.widen(list);
    }
    in.widen(old);
    files.chain(chain, in, isClient(from));
  }

  // ---- messages

  /// Follows which side is the client: the one that says a client's hello.
  private void expect(boolean client, Side from) {
    boolean wrong = isClient(from) != client;
    if (!wrong) {
      return;
    }
    isFlipped = !isFlipped;
    shared.events().flipped(context);
    if (!isFlipped && !warned) {
      warned = true;
      context.weird("SSL_unclear_connection_direction");
    }
  }

  /// The first to say so counts: an extension is told before the hello that it stands in.
  private void choose(int chosen) {
    if (version == SslVersions.UNKNOWN) {
      version = chosen;
    }
  }

  private void extensions(ByteCursor in, int message, Side from) {
    while (!in.isEmpty()) {
      int type = in.u16();
      int old = in.narrow(in.u16());
      int start = in.position();
      boolean isClient = isClient(from);
      Extension said = ExtensionParser.parse(type, in, message, isClient);
      if (said instanceof Extension.StapledStatus(CertificateStatus status)) {
        files.status(status, in, isClient);
      }
      tell(said, isClient);
      if (shared.events().wantsExtension()) {
        in.position(start);
        shared.events().extension(context, isClient, type, in.rest());
      }
      in.skip(in.remaining());
      in.widen(old);
    }
  }

  private void tell(Extension said, boolean isClient) {
    if (said instanceof Extension.SupportedVersions(int[] versions) && !isClient) {
      choose(versions[0]);
    }
    if (said instanceof Extension.ServerName name) {
      for (int type : name.unknownTypes()) {
        context.weird("ssl_ext_unknown_server_name_type", Integer.toString(type));
      }
    }
    shared.events().extension(context, isClient, said);
  }

  void clientHello(ClientHello hello, int recordVersion) {
    if (SslVersions.isKnown(hello.version())) {
      context.confirm();
    } else {
      fail("unsupported client SSL version 0x%04x".formatted(hello.version()));
    }
    clientRandom = hello.random();
    clientSeconds = hello.seconds();
    shared.events().clientHello(context, hello, recordVersion);
  }

  void serverHello(ServerHello hello, int recordVersion, long seconds) {
    if (!SslVersions.isKnown(hello.version())) {
      fail("unsupported server SSL version 0x%04x".formatted(hello.version()));
    }
    serverRandom = hello.random();
    shared.events().serverHello(context, hello, recordVersion, seconds);
  }

  private static long seconds(byte[] random) {
    long seconds = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      seconds = seconds << 8 | Byte.toUnsignedLong(random[i]);
    }
    return seconds;
  }

  private void fail(String reason) {
    context.violation(reason);
    failed = true;
  }

  private void other(HandshakeMessage said, ByteCursor in, Side from) {
    SslEvents events = shared.events();
    switch (said) {
      case Opaque _, ClientHello _, ServerHello _ -> {}
      case SessionTicket ticket -> events.sessionTicket(context, ticket);
      case HandshakeMessage.CertificateChain chain ->
          files.chain(chain.certificates(), in, isClient(from));
      case CertificateStatus status -> files.status(status, in, isClient(from));
      case CertificateRequest request -> {
        if (SslVersions.hasSignatureAlgorithms(version)) {
          // In hellos this is an extension.
          Extension algorithms = new Extension.SignatureAlgorithms(request.algorithms());
          events.extension(context, isClient(from), algorithms);
        }
        events.certificateRequest(context, isClient(from), request);
      }
      case EcdhParameters parameters -> events.serverKey(context, parameters);
      case DhParameters parameters -> events.serverKey(context, parameters);
      case ClientKey key -> events.clientKey(context, key);
    }
  }

  /// A certificate of SSL 2.0.
  void certificate(Part certificate, ByteCursor in, Side from) {
    files.chain(List.of(certificate), in, isClient(from));
  }

  /// Of both sides.
  private static final class Partials {
    private Partial orig = new Partial();
    private Partial resp = new Partial();

    Partial of(Side from) {
      return from.isOriginator() ? orig : resp;
    }

    void flip() {
      Partial first = orig;
      orig = resp;
      resp = first;
    }
  }

  /// What came of a message whose rest is still to come.
  private static final class Partial {
    private MemorySegment bytes = MemorySegment.NULL;
    private int length;

    void append(ByteCursor in) {
      int count = in.remaining();
      if (count == 0) {
        return;
      }
      if (bytes.byteSize() < length + (long) count) {
        MemorySegment larger =
            Arena.ofAuto().allocate(Math.max(2 * bytes.byteSize(), length + (long) count));
        MemorySegment.copy(bytes, 0, larger, 0, length);
        bytes = larger;
      }
      MemorySegment.copy(in.segment(), in.address(), bytes, length, count);
      length += count;
      in.skip(count);
    }

    ByteCursor cursor() {
      return new ByteCursor(bytes, 0, length);
    }

    void drop(int count) {
      if (count == length) {
        bytes = MemorySegment.NULL;
        length = 0;
      } else if (count > 0) {
        MemorySegment.copy(bytes, count, bytes, 0, length - count);
        length -= count;
      }
    }
  }
}
