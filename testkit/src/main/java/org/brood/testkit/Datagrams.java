package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Messages of protocols over UDP.
public final class Datagrams {
  private static final long FROM_1900_TO_1970 = 2_208_988_800L;

  private Datagrams() {}

  // ---- DHCP (RFC 2131)

  /// What a message of DHCP is about.
  public enum DhcpType {
    DISCOVER,
    OFFER,
    REQUEST,
    DECLINE,
    ACK
  }

  /// A message of DHCP.
  ///
  /// @param mac six bytes
  /// @param address four bytes: what is asked for or given
  /// @param name the client's, empty for none
  public static byte[] dhcp(
      DhcpType type, int transaction, byte[] mac, byte[] address, byte[] server, String name) {
    boolean isReply = type == DhcpType.OFFER || type == DhcpType.ACK;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (isReply ? 2 : 1), 1, 6, 0});
    four(out, transaction);
    four(out, 0);
    out.writeBytes(new byte[4]);
    out.writeBytes(isReply ? address : new byte[4]);
    out.writeBytes(new byte[8]);
    out.writeBytes(mac);
    out.writeBytes(new byte[10 + 64 + 128]);
    four(out, 0x63825363);
    option(out, 53, (byte) (type.ordinal() + 1));
    if (isReply) {
      option(out, 54, server);
      option(out, 51, (byte) 0, (byte) 0, (byte) 0x0e, (byte) 0x10);
      option(out, 1, (byte) 255, (byte) 255, (byte) 0, (byte) 0);
      option(out, 15, "office.example".getBytes(StandardCharsets.US_ASCII));
    } else {
      option(out, 50, address);
      option(out, 55, (byte) 1, (byte) 3, (byte) 6, (byte) 15);
    }
    if (!name.isEmpty()) {
      option(out, 12, name.getBytes(StandardCharsets.US_ASCII));
    }
    out.write(255);
    return out.toByteArray();
  }

  private static void option(ByteArrayOutputStream out, int code, byte... value) {
    out.write(code);
    out.write(value.length);
    out.writeBytes(value);
  }

  // ---- NTP (RFC 5905)

  /// A message of NTP, version 4.
  ///
  /// @param mode 3 for clients, 4 for servers
  /// @param originMicros when the request left, since 1970, 0 for not known
  /// @param receiveMicros when it came
  /// @param transmitMicros when this message leaves
  public static byte[] ntp(
      int mode, int stratum, long originMicros, long receiveMicros, long transmitMicros) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) (0x20 | mode), (byte) stratum, 6, (byte) -20});
    four(out, stratum == 0 ? 0 : 0x0123);
    four(out, stratum == 0 ? 0 : 0x0456);
    four(out, stratum == 0 ? 0 : 0x0a140001);
    time(out, stratum == 0 ? 0 : transmitMicros - 60_000_000);
    time(out, originMicros);
    time(out, receiveMicros);
    time(out, transmitMicros);
    return out.toByteArray();
  }

  private static void time(ByteArrayOutputStream out, long micros) {
    if (micros == 0) {
      out.writeBytes(new byte[8]);
    } else {
      four(out, (int) (micros / 1_000_000 + FROM_1900_TO_1970));
      four(out, (int) ((micros % 1_000_000 << 32) / 1_000_000));
    }
  }

  private static void four(ByteArrayOutputStream out, int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(value >> shift);
    }
  }
}
