package org.brood.analyzer.ssl;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import org.brood.analyzer.AnalyzerContext;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.jspecify.annotations.Nullable;

/// Decrypts TLS 1.3 where scripts know the traffic secrets (RFC 8446, sections 5.2 and 7): messages
/// of the handshake, certificates among them, go where plain ones go, application data to the
/// analyzers that its first bytes ask for.
final class TrafficDecryption {
  /// Records before the first that can be decrypted, such as early data. Further ones are left.
  private static final int MOST_MISSES = 64;

  private static final int HEADER = 5;

  private final AnalyzerContext context;
  private final Handshake handshake;
  private final RecordLayer records;
  private final DecryptedData data;
  private final Direction client = new Direction();
  private final Direction server = new Direction();

  TrafficDecryption(AnalyzerContext context, Handshake handshake, RecordLayer records) {
    this.context = context;
    this.handshake = handshake;
    this.records = records;
    this.data = new DecryptedData(context);
  }

  /// Takes a secret.
  ///
  /// @param label what it is called in key log files (RFC 9850); others than those of traffic are
  ///   of no use
  void secret(String label, byte[] secret) {
    switch (label) {
      case "CLIENT_HANDSHAKE_TRAFFIC_SECRET" -> client.handshakeSecret = secret.clone();
      case "SERVER_HANDSHAKE_TRAFFIC_SECRET" -> server.handshakeSecret = secret.clone();
      case "CLIENT_TRAFFIC_SECRET_0" -> client.dataSecret = secret.clone();
      case "SERVER_TRAFFIC_SECRET_0" -> server.dataSecret = secret.clone();
      default -> {
        // Early and exporter secrets.
      }
    }
  }

  /// What an encrypted record holds.
  void record(byte[] record, int version, Side from) {
    AeadSuite suite = AeadSuite.of13(handshake.suite());
    if (suite == null) {
      return;
    }
    Direction direction = handshake.isClient(from) ? client : server;
    byte[] plain = direction.open(suite, version, record);
    if (plain == null) {
      return;
    }
    int length = contentLength(plain);
    if (length < 0) {
      context.violation("SSL record without a type");
      return;
    }
    switch (plain[length]) {
      case RecordLayer.HANDSHAKE ->
          handshake.decrypted(content(plain, length), from, direction::said);
      case RecordLayer.APPLICATION_DATA -> data.forward(plain, length, from);
      case RecordLayer.ALERT ->
          context.attempt(
              () -> records.plain(content(plain, length), RecordLayer.ALERT, length, from));
      default -> context.violation("unknown SSL record type (%d)".formatted(plain[length]));
    }
  }

  /// How long the content is: its type stands behind it, and zeros behind that. Negative if there
  /// is no type.
  private static int contentLength(byte[] plain) {
    int last = plain.length - 1;
    while (last >= 0 && plain[last] == 0) {
      last--;
    }
    return last;
  }

  private static ByteCursor content(byte[] plain, int length) {
    return new ByteCursor(DecryptedData.segment(plain, length), 0, length);
  }

  /// What one side encrypts with.
  private static final class Direction {
    byte[] handshakeSecret = {};
    byte[] dataSecret = {};
    private boolean isHandshakeOver;
    private boolean isUpdated;

    /// The secret in use, empty if the next record needs another one.
    private byte[] secret = {};

    private byte[] key = {};
    private byte[] iv = {};
    private long number;
    private int misses;

    /// Follows the messages that change keys (RFC 8446, section 7.2 for updates).
    void said(int message) {
      if (message == HandshakeMessage.FINISHED && !isHandshakeOver) {
        isHandshakeOver = true;
        secret = new byte[0];
      } else if (message == HandshakeMessage.KEY_UPDATE) {
        isUpdated = true;
      }
    }

    /// @return nothing if the record can't be decrypted
    byte @Nullable [] open(AeadSuite suite, int version, byte[] record) {
      if (misses > MOST_MISSES) {
        return null;
      }
      try {
        if (!hasKeys(suite)) {
          return null;
        }
        ByteBuffer known =
            ByteBuffer.allocate(HEADER)
                .put((byte) RecordLayer.APPLICATION_DATA)
                .putShort((short) version)
                .putShort((short) record.length)
                .flip();
        byte[] plain = suite.open(key, AeadSuite.nonce(iv, number), known, record, 0);
        number++;
        return plain;
      } catch (GeneralSecurityException e) {
        misses = number == 0 ? misses + 1 : MOST_MISSES + 1;
        return null;
      }
    }

    private boolean hasKeys(AeadSuite suite) throws GeneralSecurityException {
      if (secret.length == 0) {
        byte[] next = isHandshakeOver || handshakeSecret.length == 0 ? dataSecret : handshakeSecret;
        if (next.length == 0) {
          return false;
        }
        use(suite, next);
      } else if (isUpdated) {
        use(suite, suite.expandLabel(secret, "traffic upd", secret.length));
      }
      return true;
    }

    private void use(AeadSuite suite, byte[] next) throws GeneralSecurityException {
      secret = next;
      key = suite.expandLabel(next, "key", suite.keyBytes());
      iv = suite.expandLabel(next, "iv", AeadSuite.NONCE);
      number = 0;
      misses = 0;
      isUpdated = false;
    }
  }
}
