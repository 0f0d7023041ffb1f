package org.brood.analyzer.ssl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What a cipher suite encrypts records with, of those that can be decrypted: AES in GCM (RFC 5288,
/// 5289) and ChaCha20-Poly1305 (RFC 7905), in TLS 1.2 and 1.3 (RFC 8446, appendix B.4).
enum AeadSuite {
  AES_128_GCM("AES", 16, 4, "SHA256"),
  AES_256_GCM("AES", 32, 4, "SHA384"),
  CHACHA20_POLY1305("ChaCha20", 32, 12, "SHA256");

  /// Bytes of a nonce.
  static final int NONCE = 12;

  /// Bytes that authenticate a record, behind what is encrypted.
  static final int TAG = 16;

  private final String algorithm;
  private final int keyBytes;
  private final int fixedNonceBytes;
  private final String hash;

  AeadSuite(String algorithm, int keyBytes, int fixedNonceBytes, String hash) {
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
    this.fixedNonceBytes = fixedNonceBytes;
    this.hash = hash;
  }

  /// @param suite the number of a cipher suite of TLS 1.3
  static @Nullable AeadSuite of13(int suite) {
    return switch (suite) {
      case 0x1301 -> AES_128_GCM;
      case 0x1302 -> AES_256_GCM;
      case 0x1303 -> CHACHA20_POLY1305;
      default -> null;
    };
  }

  /// @param suite the number of a cipher suite of TLS 1.2
  static @Nullable AeadSuite of12(int suite) {
    return switch (suite) {
      case 0x009c, 0x009e, 0x00a0, 0x00a2, 0x00a4, 0x00a6, 0x00a8, 0x00aa, 0x00ac -> AES_128_GCM;
      case 0xc02b, 0xc02d, 0xc02f, 0xc031 -> AES_128_GCM;
      case 0x009d, 0x009f, 0x00a1, 0x00a3, 0x00a5, 0x00a7, 0x00a9, 0x00ab, 0x00ad -> AES_256_GCM;
      case 0xc02c, 0xc02e, 0xc030, 0xc032 -> AES_256_GCM;
      case 0xcca8, 0xcca9, 0xccaa, 0xccab, 0xccac, 0xccad, 0xccae -> CHACHA20_POLY1305;
      default -> null;
    };
  }

  int keyBytes() {
    return keyBytes;
  }

  /// How much of a nonce of TLS 1.2 comes from the keys. Of AES, records hold the rest.
  int fixedNonceBytes() {
    return fixedNonceBytes;
  }

  /// Keys of TLS 1.2 and their like: the pseudorandom function (RFC 5246, section 5).
  byte[] prf(byte[] secret, String label, byte[] seed, int length) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("Hmac" + hash);
    mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
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

  /// Keys of TLS 1.3 and their like: `HKDF-Expand-Label` without a context (RFC 8446, section 7.1).
  byte[] expandLabel(byte[] secret, String label, int length) throws GeneralSecurityException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        ByteBuffer.allocate(name.length + 4)
            .putShort((short) length)
            .put((byte) name.length)
            .put(name)
            .array();
    return KDF.getInstance("HKDF-" + hash)
        .deriveData(
            HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), info, length));
  }

  /// Decrypts what a record holds.
  ///
  /// @param known what is authenticated with it
  /// @param offset where in `record` the encrypted bytes begin, which go to its end
  /// @throws GeneralSecurityException if it was not encrypted so
  byte[] open(byte[] key, byte[] nonce, ByteBuffer known, byte[] record, int offset)
      throws GeneralSecurityException {
    boolean isAes = this != CHACHA20_POLY1305;
    Cipher cipher = Cipher.getInstance(isAes ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, algorithm),
        isAes ? new GCMParameterSpec(TAG * Byte.SIZE, nonce) : new IvParameterSpec(nonce));
    cipher.updateAAD(known);
    return cipher.doFinal(record, offset, record.length - offset);
  }

  /// The nonce of a record: its number, mixed into what is secret (RFC 8446, section 5.3; RFC 7905,
  /// section 2).
  static byte[] nonce(byte[] secret, long number) {
    byte[] nonce = Arrays.copyOf(secret, NONCE);
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE - 1 - i] ^= (byte) (number >>> i * Byte.SIZE);
    }
    return nonce;
  }
}
