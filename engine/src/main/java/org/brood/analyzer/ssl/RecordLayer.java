package org.brood.analyzer.ssl;

import org.brood.analyzer.AnalyzerContext;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// What records over TCP and UDP have in common: which side sends encrypted ones, and what plain
/// ones hold.
final class RecordLayer {
  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;
  static final int HEARTBEAT = 24;
  private static final int ALERT_BYTES = 2;

  private final AnalyzerContext context;
  private final SslShared shared;
  private final Handshake handshake;
  private boolean origEncrypted;
  private boolean respEncrypted;
  private boolean established;

  RecordLayer(AnalyzerContext context, SslShared shared, Handshake handshake) {
    this.context = context;
    this.shared = shared;
    this.handshake = handshake;
  }

  void flipped() {
    boolean first = origEncrypted;
    origEncrypted = respEncrypted;
    respEncrypted = first;
  }

  boolean isEncrypted(Side from) {
    return from.isOriginator() ? origEncrypted : respEncrypted;
  }

  void encrypt(Side from) {
    if (from.isOriginator()) {
      origEncrypted = true;
    } else {
      respEncrypted = true;
    }
  }

  /// Takes the connection for established, without telling so.
  void establish() {
    origEncrypted = true;
    respEncrypted = true;
    established = true;
  }

  /// Tells that the connection is established once both sides encrypt.
  void tellEstablished() {
    if (origEncrypted && respEncrypted && !established) {
      established = true;
      shared.events().established(context);
    }
  }

  /// A record that can't be read.
  void encrypted(int version, int contentType, int length, Side from) {
    if (!established && SslVersions.is13(handshake.version())) {
      shared.events().encryptedHandshake(context, from.isOriginator(), length);
    }
    tellEstablished();
    shared.events().encryptedData(context, handshake.isClient(from), version, contentType, length);
  }

  /// A part of a plain record that is no handshake; takes what belongs to it.
  ///
  /// @param in the rest of the record
  /// @param length of the whole record
  void plain(ByteCursor in, int contentType, int length, Side from) {
    boolean isClient = handshake.isClient(from);
    switch (contentType) {
      case CHANGE_CIPHER_SPEC -> {
        in.skip(1);
        if (!SslVersions.is13(handshake.version())) {
          encrypt(from);
        }
        shared.events().changeCipherSpec(context, isClient);
      }
      case ALERT -> alerts(in, length, isClient);
      case HEARTBEAT -> {
        int type = in.u8();
        int said = in.u16();
        shared.events().heartbeat(context, isClient, length, type, said, in.rest());
      }
      case APPLICATION_DATA -> in.skip(in.remaining());
      default -> {
        in.skip(in.remaining());
        context.violation(
            "unknown SSL record type (%d) from %s"
                .formatted(contentType, from.isOriginator() ? "originator" : "responder"));
      }
    }
  }

  private void alerts(ByteCursor in, int length, boolean isClient) {
    // A record of TLS 1.3 has one alert (RFC 8446, section 5.1).
    long most = SslVersions.is13(handshake.version()) ? 1 : shared.limits().maxAlerts();
    int count = (length + 1) / ALERT_BYTES;
    if (length > most * ALERT_BYTES) {
      context.weird("SSL_excessive_alerts_in_record", Integer.toString(length / ALERT_BYTES));
      count = (int) most;
    }
    for (int i = 0; i < count; i++) {
      shared.events().alert(context, isClient, in.u8(), in.u8());
    }
    in.skip(in.remaining());
  }

  /// Tells of a part of a plain record, after what it holds.
  void plainData(int version, int contentType, int length, Side from) {
    shared.events().plaintextData(context, handshake.isClient(from), version, contentType, length);
  }
}
