package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.analyzer.ssl.HandshakeParser.OldServerHello;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.jspecify.annotations.Nullable;

/// The records of SSL and TLS on one connection, also of one that another protocol has turned to
/// TLS. Messages of SSL 2.0 count as records of types that TLS has not.
public final class SslAnalyzer implements StreamAnalyzer {
  private static final int HEADER = 5;
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 30;
  private static final int OLD_ERROR = 0;
  private static final int OLD_CLIENT_HELLO = 1;
  private static final int OLD_MASTER_KEY = 2;
  private static final int OLD_SERVER_HELLO = 4;
  private static final int OLD_TYPES = 300;

  /// What of the header of SSL 2.0 is counted in the length.
  private static final int OLD_COUNTED = 3;

  private final AnalyzerContext context;
  private final SslShared shared;
  private final Handshake handshake;
  private final RecordLayer records;

  /// Made when scripts know secrets: for TLS 1.2, and for TLS 1.3.
  private @Nullable Decryption decryption;

  private @Nullable TrafficDecryption trafficDecryption;

  /// The version that the first record had, which decides how records begin.
  private int layer = SslVersions.UNKNOWN;

  private boolean hadGap;
  private boolean gaveUp;

  SslAnalyzer(AnalyzerContext context, SslShared shared) {
    this.context = context;
    this.shared = shared;
    this.handshake = new Handshake(context, shared);
    this.records = new RecordLayer(context, shared, handshake);
  }

  // ---- what scripts say

  /// Takes the connection for established: what comes now is encrypted.
  public void establish() {
    records.establish();
  }

  /// Sets the master secret, from which keys are derived when they are needed.
  public void secret(byte[] masterSecret) {
    decryption().secret(masterSecret);
  }

  /// Sets the keys, in the order of RFC 5246, section 6.3.
  public void keys(byte[] block) {
    decryption().keys(block);
  }

  private Decryption decryption() {
    Decryption known = decryption;
    if (known == null) {
      known = new Decryption(context, handshake);
      decryption = known;
    }
    return known;
  }

  /// Sets a secret of TLS 1.3.
  ///
  /// @param label what it is called in key log files, such as `SERVER_HANDSHAKE_TRAFFIC_SECRET`
  public void trafficSecret(String label, byte[] secret) {
    TrafficDecryption known = trafficDecryption;
    if (known == null) {
      known = new TrafficDecryption(context, handshake, records);
      trafficDecryption = known;
    }
    known.secret(label, secret);
  }

  // ---- input

  @Override
  public int deliver(ByteCursor in, Side from) {
    boolean isPartial = context.conn().flow() instanceof TcpFlow flow && flow.isPartial();
    if (hadGap || isPartial) {
      in.skip(in.remaining());
      in.commit();
      return 0;
    }
    while (!in.isEmpty()) {
      if (!in.has(HEADER)) {
        return HEADER;
      }
      int version = layer(in, from);
      if (gaveUp) {
        return 0;
      }
      boolean old = version == SslVersions.SSL_20;
      int length = old ? Math.max(0, oldLength(in)) : in.peekU16(3);
      if (!in.has(HEADER + length)) {
        return HEADER + length;
      }
      if (old) {
        oldRecord(in, length, from);
      } else {
        record(in, length, from);
      }
      in.commit();
      if (handshake.hasFailed()) {
        giveUp();
        return 0;
      }
    }
    return 0;
  }

  private static int oldLength(ByteCursor in) {
    return (in.peekU16(0) & 0x7fff) - OLD_COUNTED;
  }

  private void giveUp() {
    gaveUp = true;
    context.skip();
  }

  private int notSsl(String reason) {
    context.violation(reason);
    giveUp();
    return SslVersions.UNKNOWN;
  }

  /// How the next record begins: with a version of TLS, or as in SSL 2.0.
  private int layer(ByteCursor in, Side from) {
    int version = in.peekU16(1);
    if (layer != SslVersions.UNKNOWN && layer != SslVersions.SSL_20) {
      return SslVersions.isOfRecord(version)
          ? layer
          : notSsl("Invalid version late in TLS connection. Packet reported version: " + version);
    }
    if (layer == SslVersions.SSL_20) {
      return layer;
    }
    int first = in.peek(0);
    if ((first & 0x80) != 0) {
      return oldLayer(in, from);
    }
    if (!SslVersions.isOfRecord(version)) {
      return notSsl("Invalid version in TLS connection. Version: " + version);
    }
    if (first < FIRST_TYPE || first > LAST_TYPE) {
      return notSsl(
          "Invalid type in TLS connection. Version: %d, Type: %d".formatted(version, first));
    }
    layer = version;
    return version;
  }

  private int oldLayer(ByteCursor in, Side from) {
    int type = in.peek(2);
    if (type == OLD_CLIENT_HELLO && from.isOriginator()) {
      // The rest of the connection may be TLS.
      int version = in.peekU16(3);
      return version == SslVersions.SSL_20 || SslVersions.isOfRecord(version)
          ? SslVersions.SSL_20
          : notSsl("Invalid version in SSL client hello. Version: " + version);
    }
    if (type == OLD_SERVER_HELLO && in.peek(4) < 2 && !from.isOriginator()) {
      layer = SslVersions.SSL_20;
      return layer;
    }
    return notSsl(
        "Invalid headers in SSL connection. Head1: %d, head2: %d, head3: %d"
            .formatted(in.peek(1), type, in.peek(3)));
  }

  // ---- records

  private void record(ByteCursor in, int length, Side from) {
    int contentType = in.u8();
    int version = in.u16();
    in.skip(2);
    int old = in.narrow(length);
    while (!in.isEmpty()) {
      if (isEncrypted(contentType, from)) {
        records.encrypted(version, contentType, length, from);
        if (contentType == RecordLayer.APPLICATION_DATA) {
          decrypt(in, version, from);
        }
        in.skip(in.remaining());
      } else {
        if (contentType == RecordLayer.HANDSHAKE) {
          handshake.record(in, version, from);
        } else {
          records.plain(in, contentType, length, from);
        }
        records.plainData(version, contentType, length, from);
      }
    }
    in.widen(old);
  }

  private void decrypt(ByteCursor in, int version, Side from) {
    if (SslVersions.is13(handshake.version())) {
      if (trafficDecryption != null) {
        trafficDecryption.record(in.rest(), version, from);
      }
    } else if (decryption != null) {
      decryption.record(in.rest(), version, from);
    }
  }

  /// Whether a record is encrypted. TLS 1.3 has no sign of it but data where there can be none yet.
  private boolean isEncrypted(int contentType, Side from) {
    if (!records.isEncrypted(from)
        && contentType == RecordLayer.APPLICATION_DATA
        && !SslVersions.isBefore13(handshake.version())) {
      records.encrypt(from);
    }
    return records.isEncrypted(from);
  }

  private void oldRecord(ByteCursor in, int length, Side from) {
    in.skip(2);
    int type = in.u8();
    int fourth = in.u8();
    int fifth = in.u8();
    int old = in.narrow(length);
    if (records.isEncrypted(from)) {
      if (length > 0) {
        records.encrypted(0, OLD_TYPES + type, length, from);
        in.skip(length);
      }
    } else if (length > 0) {
      oldMessage(in, type, fourth, fifth, from);
      records.plainData(0, OLD_TYPES + type, length, from);
      in.skip(in.remaining());
    }
    in.widen(old);
  }

  private void oldMessage(ByteCursor in, int type, int fourth, int fifth, Side from) {
    switch (type) {
      case OLD_ERROR ->
          shared.events().alert(context, handshake.isClient(from), -1, fourth << 8 | fifth);
      case OLD_CLIENT_HELLO ->
          handshake.clientHello(HandshakeParser.oldClientHello(in, fourth << 8 | fifth), 0);
      case OLD_MASTER_KEY -> {
        in.skip(1);
        int clear = in.u16();
        int encrypted = in.u16();
        int argument = in.u16();
        in.skip(clear);
        in.skip(encrypted);
        in.skip(argument);
        // From here on both sides encrypt.
        records.encrypt(Side.ORIGINATOR);
        records.encrypt(Side.RESPONDER);
        shared.events().established(context);
      }
      case OLD_SERVER_HELLO -> oldServerHello(in, from);
      default -> records.plain(in, OLD_TYPES + type, in.remaining(), from);
    }
  }

  private void oldServerHello(ByteCursor in, Side from) {
    OldServerHello read = HandshakeParser.oldServerHello(in);
    int version = read.hello().version();
    if (version != SslVersions.SSL_20) {
      notSsl("Invalid version in SSL server hello. Version: " + version);
      return;
    }
    handshake.serverHello(read.hello(), 0, 0);
    handshake.certificate(read.certificate(), in, from);
  }

  // ---- the connection

  @Override
  public void gap(long bytes, Side from) {
    hadGap = true;
  }

  @Override
  public void end(Side from) {
    // A record that isn't whole tells nothing.
  }

  @Override
  public void flipped() {
    handshake.flipped();
    records.flipped();
    if (decryption != null) {
      decryption.flipped();
    }
  }
}
