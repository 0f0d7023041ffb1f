package org.brood.analyzer.ssl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.brood.analyzer.AnalyzerContext;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;

/// Decrypts application data of TLS 1.2 where scripts know the keys, for one cipher suite:
/// TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (RFC 5288, 5289). What comes out goes to the analyzers
/// that its first bytes ask for. The first record that can't be decrypted ends it.
final class Decryption {
  private static final int SUITE = 0xc030;
  private static final int KEY = 32;
  private static final int IMPLICIT_NONCE = 4;
  private static final int EXPLICIT_NONCE = 8;
  private static final int NONCE = IMPLICIT_NONCE + EXPLICIT_NONCE;
  private static final int TAG = 16;
  private static final int KEY_BLOCK = 2 * (KEY + IMPLICIT_NONCE);
  private static final int ADDITIONAL_DATA = 13;

  private final AnalyzerContext context;
  private final Handshake handshake;
  private byte[] secret = {};
  private byte[] block = {};
  private long origRecords;
  private long respRecords;
  private boolean failed;
  private boolean begun;

  Decryption(AnalyzerContext context, Handshake handshake) {
    this.context = context;
    this.handshake = handshake;
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

  /// An encrypted record; the cursor stays where it is.
  void record(ByteCursor in, int version, Side from) {
    if (failed) {
      return;
    }
    failed = true;
    if (handshake.suite() != SUITE || secret.length == 0 && block.length == 0) {
      return;
    }
    try {
      if (block.length == 0) {
        block = keyBlock();
      }
      if (block.length == KEY_BLOCK) {
        decrypt(in, version, from);
      }
    } catch (GeneralSecurityException e) {
      // The keys are of something else.
    }
  }

  /// RFC 5246, section 6.3.
  private byte[] keyBlock() throws GeneralSecurityException {
    byte[] client = handshake.clientRandom();
    byte[] server = handshake.serverRandom();
    byte[] seed =
        ByteBuffer.allocate(server.length + Integer.BYTES + client.length)
            .put(server)
            .putInt((int) handshake.clientSeconds())
            .put(client)
            .array();
    return prf(secret, "key expansion", seed, KEY_BLOCK);
  }

  /// The pseudorandom function with SHA-384 (RFC 5246, section 5).
  static byte[] prf(byte[] secret, String label, byte[] seed, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA384");
    mac.init(new SecretKeySpec(secret, "HmacSHA384"));
    byte[] name = label.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = ByteBuffer.allocate(name.length + seed.length).put(name).put(seed).array();
    ByteBuffer out = ByteBuffer.allocate(length);
    byte[] chain = whole;
    while (out.hasRemaining()) {
      chain = mac.doFinal(chain);
      mac.update(chain);
      byte[] next = mac.doFinal(whole);
      out.put(next, 0, Math.min(next.length, out.remaining()));
    }
    return out.array();
  }

  private void decrypt(ByteCursor in, int version, Side from) throws GeneralSecurityException {
    boolean isClient = handshake.isClient(from);
    // The first encrypted record of a side is its Finished message.
    long number = from.isOriginator() ? ++origRecords : ++respRecords;
    int length = in.remaining() - EXPLICIT_NONCE - TAG;
    if (length <= 0) {
      return;
    }
    int position = in.position();
    byte[] record = in.rest();
    in.position(position);
    int key = isClient ? 0 : KEY;
    int implicit = 2 * KEY + (isClient ? 0 : IMPLICIT_NONCE);
    byte[] nonce =
        ByteBuffer.allocate(NONCE)
            .put(block, implicit, IMPLICIT_NONCE)
            .put(record, 0, EXPLICIT_NONCE)
            .array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Arrays.copyOfRange(block, key, key + KEY), "AES"),
        new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    cipher.updateAAD(
        ByteBuffer.allocate(ADDITIONAL_DATA)
            .putLong(number)
            .put((byte) RecordLayer.APPLICATION_DATA)
            .putShort((short) version)
            .putShort((short) length)
            .flip());
    forward(cipher.doFinal(record, EXPLICIT_NONCE, length + TAG), from);
    failed = false;
  }

  private void forward(byte[] plain, Side from) {
    if (!begun) {
      begun = true;
      context.addDetection();
    }
    MemorySegment data = Arena.ofAuto().allocate(Math.max(1, plain.length));
    MemorySegment.copy(MemorySegment.ofArray(plain), 0, data, 0, plain.length);
    context.forward(data, 0, plain.length, from);
  }
}
