package org.brood.analyzer.ssh;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.ssh.SshMessage.CurveInit;
import org.brood.analyzer.ssh.SshMessage.CurveReply;
import org.brood.analyzer.ssh.SshMessage.DiffieHellmanInit;
import org.brood.analyzer.ssh.SshMessage.Group;
import org.brood.analyzer.ssh.SshMessage.GssError;
import org.brood.analyzer.ssh.SshMessage.GssInit;
import org.brood.analyzer.ssh.SshMessage.HostKey;
import org.brood.analyzer.ssh.SshMessage.KeyExchangeInit;
import org.brood.analyzer.ssh.SshMessage.NewKeys;
import org.brood.analyzer.ssh.SshMessage.Other;
import org.brood.analyzer.ssh.SshMessage.RsaSecret;
import org.brood.analyzer.ssh.SshMessage.ServerKeys;
import org.brood.analyzer.ssh.SshMessage.SessionKey;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;

/// Reads the packets that come before encryption.
final class SshParser {
  private static final int NEW_KEYS = 21;
  private static final int COOKIE = 16;
  private static final int COOKIE_OF_1 = 8;

  /// Who is told of limits.
  interface Notes {
    void limit(String weird, long value, long max);
  }

  /// What kind of message comes next; a packet is read as that.
  enum Expect {
    INIT,
    DIFFIE_HELLMAN,
    GROUP_EXCHANGE,
    CURVES,
    GSS,
    RSA
  }

  private final SshLimits limits;
  private final Notes notes;

  SshParser(SshLimits limits, Notes notes) {
    this.limits = limits;
    this.notes = notes;
  }

  /// The length of a packet as it says itself, cut to the bound.
  long packetLength(long said) {
    return cap(said, limits.maxPacket(), "SSH_max_packet_length_exceeded");
  }

  private long cap(long said, long max, String weird) {
    if (max > 0 && said > max) {
      notes.limit(weird, said, max);
      return max;
    }
    return said;
  }

  /// How long a packet of version 1 is behind its length field: padding comes first, up to a whole
  /// block of eight bytes.
  static long lengthOfVersion1(long said) {
    return said + 8 - said % 8;
  }

  // ---- version 2

  /// Reads one packet, without its length field.
  SshMessage packet(ByteCursor in, Expect expect) {
    int padding = in.u8();
    int type = in.u8();
    in.narrow(in.remaining() - padding);
    return type == NEW_KEYS ? new NewKeys() : message(in, type, expect);
  }

  private SshMessage message(ByteCursor in, int type, Expect expect) {
    return switch (expect) {
      case INIT -> init(in);
      case DIFFIE_HELLMAN ->
          switch (type) {
            case 30 -> diffieHellmanInit(in);
            case 31 -> reply(in);
            default -> new Other();
          };
      case GROUP_EXCHANGE ->
          switch (type) {
            case 31 -> group(in);
            case 32 -> diffieHellmanInit(in);
            case 33 -> reply(in);
            default -> new Other();
          };
      case CURVES ->
          switch (type) {
            case 30 -> new CurveInit(string(in));
            case 31 -> curveReply(in);
            default -> throw unexpected(type);
          };
      case GSS -> gss(in, type);
      case RSA ->
          switch (type) {
            case 30, 32 -> new Other();
            case 31 -> rsaSecret(in);
            default -> throw unexpected(type);
          };
    };
  }

  private static Malformed unexpected(int type) {
    return new Malformed("unexpected message " + type + " of key exchange");
  }

  private KeyExchangeInit init(ByteCursor in) {
    byte[] cookie = in.bytes(COOKIE);
    List<byte[]> lists = new ArrayList<>(KeyExchangeInit.LISTS);
    for (int i = 0; i < KeyExchangeInit.LISTS; i++) {
      lists.add(string(in));
    }
    in.skip(5); // whether a guess follows, and four bytes that are reserved
    return new KeyExchangeInit(cookie, lists);
  }

  private SshMessage diffieHellmanInit(ByteCursor in) {
    skipString(in);
    return new DiffieHellmanInit();
  }

  private Group group(ByteCursor in) {
    byte[] prime = string(in);
    return new Group(prime, string(in));
  }

  private HostKey reply(ByteCursor in) {
    byte[] key = string(in);
    skipString(in);
    skipString(in);
    return new HostKey(key);
  }

  private CurveReply curveReply(ByteCursor in) {
    byte[] hostKey = string(in);
    byte[] publicKey = string(in);
    skipString(in);
    return new CurveReply(hostKey, publicKey);
  }

  private SshMessage gss(ByteCursor in, int type) {
    return switch (type) {
      case 30 -> {
        skipString(in);
        skipString(in);
        yield new GssInit();
      }
      case 31, 32, 40 -> new Other();
      case 33 -> new HostKey(string(in));
      case 34 -> {
        long major = in.u32();
        long minor = in.u32();
        byte[] message = string(in);
        skipString(in);
        yield new GssError(major, minor, message);
      }
      case 41 -> group(in);
      default -> throw unexpected(type);
    };
  }

  private SshMessage rsaSecret(ByteCursor in) {
    skipString(in);
    return new RsaSecret();
  }

  private int stringLength(ByteCursor in) {
    long length = cap(in.u32(), limits.maxString(), "SSH_max_string_length_exceeded");
    if (length > in.remaining()) {
      throw new Malformed("a string is longer than its packet");
    }
    return (int) length;
  }

  private byte[] string(ByteCursor in) {
    return in.bytes(stringLength(in));
  }

  private void skipString(ByteCursor in) {
    in.skip(stringLength(in));
  }

  // ---- version 1

  /// Reads one packet of version 1, without its length field.
  ///
  /// @param length what the length field said
  static SshMessage packetOfVersion1(ByteCursor in, long length) {
    in.skip((int) (8 - length % 8));
    int type = in.u8();
    return switch (type) {
      case 2 -> serverKeys(in);
      case 3 -> new SessionKey();
      default -> throw unexpected(type);
    };
  }

  private static ServerKeys serverKeys(ByteCursor in) {
    in.skip(COOKIE_OF_1);
    in.skip(4); // the length of the server's other key, in bits
    number(in);
    number(in);
    in.skip(4);
    byte[] exponent = number(in);
    return new ServerKeys(exponent, number(in));
  }

  /// A number, whose length is in bits.
  private static byte[] number(ByteCursor in) {
    return in.bytes((in.u16() + 7) / 8);
  }
}
