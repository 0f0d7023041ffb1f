package org.brood.analyzer.ssl;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.brood.analyzer.AnalyzerContext;
import org.brood.flow.Side;

/// Decrypts application data of TLS 1.2 where scripts know the keys. What comes out goes to the
/// analyzers that its first bytes ask for. The first record that can't be decrypted ends it.
final class Decryption {
  private static final int EXPLICIT_NONCE = 8;
  private static final int ADDITIONAL_DATA = 13;

  private final Handshake handshake;
  private final DecryptedData data;
  private byte[] secret = {};
  private byte[] block = {};
  private long origRecords;
  private long respRecords;
  private boolean failed;

  Decryption(AnalyzerContext context, Handshake handshake) {
    this.handshake = handshake;
    this.data = new DecryptedData(context);
  }

  void secret(byte[] masterSecret) {
    secret = masterSecret.clone();
  }

  void keys(byte[] keyBlock) {
    block = keyBlock.clone();
  }

  void flipped() {
    long first = origRecords;
    origRecords = respRecords;
    respRecords = first;
  }

  /// What an encrypted record holds.
  void record(byte[] record, int version, Side from) {
    if (failed) {
      return;
    }
    failed = true;
    AeadSuite suite = AeadSuite.of12(handshake.suite());
    if (suite == null || secret.length == 0 && block.length == 0) {
      return;
    }
    int blockLength = 2 * (suite.keyBytes() + suite.fixedNonceBytes());
    try {
      if (block.length == 0) {
        block = keyBlock(suite, blockLength);
      }
      if (block.length == blockLength) {
        decrypt(suite, record, version, from);
      }
    } catch (GeneralSecurityException e) {
      // The keys are of something else.
    }
  }

  /// RFC 5246, section 6.3.
  private byte[] keyBlock(AeadSuite suite, int length) throws GeneralSecurityException {
    byte[] client = handshake.clientRandom();
    byte[] server = handshake.serverRandom();
    byte[] seed =
        ByteBuffer.allocate(server.length + Integer.BYTES + client.length)
            .put(server)
            .putInt((int) handshake.clientSeconds())
            .put(client)
            .array();
    return suite.prf(secret, "key expansion", seed, length);
  }

  private void decrypt(AeadSuite suite, byte[] record, int version, Side from)
      throws GeneralSecurityException {
    boolean isClient = handshake.isClient(from);
    // The first encrypted record of a side is its Finished message.
    long number = from.isOriginator() ? ++origRecords : ++respRecords;
    int fixed = suite.fixedNonceBytes();
    int explicit = fixed == AeadSuite.NONCE ? 0 : EXPLICIT_NONCE;
    int length = record.length - explicit - AeadSuite.TAG;
    if (length <= 0) {
      return;
    }
    int key = isClient ? 0 : suite.keyBytes();
    int nonceAt = 2 * suite.keyBytes() + (isClient ? 0 : fixed);
    byte[] nonce = Arrays.copyOfRange(block, nonceAt, nonceAt + AeadSuite.NONCE);
    if (explicit == 0) {
      nonce = AeadSuite.nonce(nonce, number);
    } else {
      System.arraycopy(record, 0, nonce, fixed, explicit);
    }
    ByteBuffer known =
        ByteBuffer.allocate(ADDITIONAL_DATA)
            .putLong(number)
            .put((byte) RecordLayer.APPLICATION_DATA)
            .putShort((short) version)
            .putShort((short) length)
            .flip();
    byte[] plain =
        suite.open(
            Arrays.copyOfRange(block, key, key + suite.keyBytes()), nonce, known, record, explicit);
    data.forward(plain, plain.length, from);
    failed = false;
  }
}
