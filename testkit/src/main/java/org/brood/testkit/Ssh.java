package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Sessions of SSH 2 (RFC 4253): real up to the new keys, random bytes of the right lengths after
/// that.
public final class Ssh {
  private static final int KEXINIT = 20;
  private static final int NEWKEYS = 21;
  private static final int ECDH_INIT = 30;
  private static final int ECDH_REPLY = 31;
  private static final int BLOCK = 8;

  /// The lengths of sealed packets: what accepts the service, a failure, a success.
  private static final int ACCEPT = 52;

  private static final int FAILURE = 68;
  private static final int SUCCESS = 36;

  private Ssh() {}

  /// The beginning of a session: versions, algorithms, keys.
  public static Dialogue handshake(Random random) {
    Dialogue all = new Dialogue();
    all.server("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3");
    all.client("SSH-2.0-OpenSSH_9.6");
    all.client(packet(KEXINIT, algorithms(random, "curve25519-sha256,ecdh-sha2-nistp256")));
    all.server(packet(KEXINIT, algorithms(random, "curve25519-sha256")));
    all.client(packet(ECDH_INIT, string(bytes(random, 32))));
    all.server(join(packet(ECDH_REPLY, reply(random)), packet(NEWKEYS, new byte[0])));
    all.client(packet(NEWKEYS, new byte[0]));
    return all;
  }

  /// A login.
  ///
  /// @param failures how often the password is wrong
  /// @param succeeds whether it is right at last
  public static Dialogue login(Random random, int failures, boolean succeeds) {
    Dialogue all = handshake(random);
    all.client(bytes(random, ACCEPT)).server(bytes(random, ACCEPT));
    for (int i = 0; i < failures + 1; i++) {
      // The first answer only says which ways there are.
      all.client(bytes(random, 84)).server(bytes(random, FAILURE));
    }
    if (succeeds) {
      all.client(bytes(random, 148)).server(bytes(random, SUCCESS));
      for (int i = 0; i < 6; i++) {
        all.client(bytes(random, 44)).server(bytes(random, 100 + random.nextInt(400)));
      }
    }
    return all;
  }

  private static byte[] algorithms(Random random, String keyExchange) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes(random, 16));
    out.writeBytes(string(keyExchange));
    out.writeBytes(string("ssh-ed25519,rsa-sha2-512"));
    for (int direction = 0; direction < 2; direction++) {
      out.writeBytes(string("chacha20-poly1305@openssh.com,aes256-gcm@openssh.com"));
    }
    for (int direction = 0; direction < 2; direction++) {
      out.writeBytes(string("umac-64-etm@openssh.com,hmac-sha2-256"));
    }
    for (int direction = 0; direction < 2; direction++) {
      out.writeBytes(string("none,zlib@openssh.com"));
    }
    out.writeBytes(string(""));
    out.writeBytes(string(""));
    out.writeBytes(new byte[5]);
    return out.toByteArray();
  }

  private static byte[] reply(Random random) {
    byte[] key = join(string("ssh-ed25519"), string(bytes(random, 32)));
    byte[] signature = join(string("ssh-ed25519"), string(bytes(random, 64)));
    return join(string(key), join(string(bytes(random, 32)), string(signature)));
  }

  /// A packet before encryption (RFC 4253, section 6).
  public static byte[] packet(int type, byte[] content) {
    int unpadded = 4 + 1 + 1 + content.length;
    int padding = BLOCK - unpadded % BLOCK;
    if (padding < 4) {
      padding += BLOCK;
    }
    byte[] packet = new byte[unpadded + padding];
    System.arraycopy(length(packet.length - 4), 0, packet, 0, 4);
    packet[4] = (byte) padding;
    packet[5] = (byte) type;
    System.arraycopy(content, 0, packet, 6, content.length);
    return packet;
  }

  private static byte[] length(int value) {
    return new byte[] {
      (byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
    };
  }

  private static byte[] string(String text) {
    return string(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] string(byte[] bytes) {
    return join(length(bytes.length), bytes);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
