package org.brood.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// One direction of encrypted records of TLS 1.3 with TLS_AES_128_GCM_SHA256 (RFC 8446, sections
/// 5.2 and 7). Its secrets are made up: who only listens cannot tell.
public final class TlsTraffic {
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private byte[] secret;
  private long number;

  /// @param secret of 32 bytes
  public TlsTraffic(byte... secret) {
    this.secret = secret.clone();
  }

  /// Goes on with another secret.
  public void use(byte... next) {
    secret = next.clone();
    number = 0;
  }

  /// Goes on with the secret that follows from this one, as after a KeyUpdate.
  public void update() {
    use(expand("traffic upd", secret.length));
  }

  /// An encrypted record.
  ///
  /// @param type of what it hides
  /// @param padding how many zeros are hidden with it
  public byte[] record(int type, int padding, byte... contents) {
    byte[] plain = Tls.join(contents, Tls.number(type, 1), new byte[padding]);
    byte[] nonce = expand("iv", NONCE);
    byte[] counter = ByteBuffer.allocate(NONCE).putInt(0).putLong(number++).array();
    for (int i = 0; i < NONCE; i++) {
      nonce[i] ^= counter[i];
    }
    byte[] head =
        Tls.join(
            Tls.number(Tls.APPLICATION_DATA, 1),
            Tls.number(Tls.TLS_12, 2),
            Tls.number(plain.length + (long) TAG, 2));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(expand("key", KEY), "AES"),
          new GCMParameterSpec(TAG * Byte.SIZE, nonce));
      cipher.updateAAD(head);
      return Tls.join(head, cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] expand(String label, int length) {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    byte[] info = Tls.join(Tls.number(length, 2), Tls.counted(1, name), Tls.number(0, 1));
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), info, length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
