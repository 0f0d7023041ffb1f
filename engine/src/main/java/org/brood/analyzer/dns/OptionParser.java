package org.brood.analyzer.dns;

import java.util.function.Consumer;
import org.brood.analyzer.dns.DnsMessage.ClientSubnet;
import org.brood.analyzer.dns.DnsMessage.Cookie;
import org.brood.analyzer.dns.DnsMessage.KeepAlive;
import org.brood.analyzer.dns.DnsMessage.Option;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Reads the options of EDNS (RFC 6891, section 6.1.2).
final class OptionParser {
  private static final int HEADER = 4;
  private static final int CLIENT_SUBNET = 8;
  private static final int COOKIE = 10;
  private static final int KEEP_ALIVE = 11;

  /// Family, source prefix and scope prefix.
  private static final int SUBNET_HEADER = 4;

  private static final int FAMILY_V4 = 1;
  private static final int FAMILY_V6 = 2;

  private static final int CLIENT_COOKIE = 8;
  private static final int MIN_BOTH_COOKIES = 16;
  private static final int MAX_BOTH_COOKIES = 40;

  private final DnsReader in;

  OptionParser(DnsReader in) {
    this.in = in;
  }

  boolean parse(Consumer<Option> told) {
    while (in.remaining() >= HEADER) {
      int code = in.u16();
      int length = in.u16();
      if (length > in.remaining()) {
        break;
      }
      int end = in.position() + length;
      Option option =
          switch (code) {
            case CLIENT_SUBNET -> clientSubnet(length);
            case KEEP_ALIVE -> keepAlive(length);
            case COOKIE -> cookie(length);
            default -> null;
          };
      in.skip(end - in.position());
      if (option != null) {
        told.accept(option);
      }
    }
    if (in.remaining() > 0) {
      in.notes().weird("EDNS_truncated_option");
      return false;
    }
    return true;
  }

  private @Nullable Option clientSubnet(int length) {
    if (length <= SUBNET_HEADER) {
      in.notes().weird("EDNS_ECS_invalid_option_len");
      return null;
    }
    int family = in.u16();
    int source = in.u8();
    int scope = in.u8();
    int bytes = length - SUBNET_HEADER;
    return switch (family) {
      case FAMILY_V4 -> subnet("v4", 4, source, scope, bytes);
      case FAMILY_V6 -> subnet("v6", 16, source, scope, bytes);
      default -> null;
    };
  }

  private @Nullable Option subnet(String family, int size, int source, int scope, int bytes) {
    if (source > 8 * size) {
      in.notes().weird("EDNS_ECS_invalid_addr_" + family + "_prefix", source + " bits");
      return null;
    }
    if (source > 8 * bytes) {
      in.notes()
          .weird(
              "EDNS_ECS_invalid_addr_" + family,
              "need " + source + " bits, have " + 8 * bytes + " bits");
      return null;
    }
    byte[] address = new byte[size];
    for (int i = 0; 8 * i < source; i++) {
      address[i] = (byte) in.u8();
    }
    return new ClientSubnet(Str.of(family), source, scope, Addr.of(address));
  }

  private @Nullable Option keepAlive(int length) {
    return switch (length) {
      case 0 -> new KeepAlive(true, 0);
      case 2 -> new KeepAlive(false, in.u16());
      default -> null;
    };
  }

  private @Nullable Option cookie(int length) {
    if (length != CLIENT_COOKIE && (length < MIN_BOTH_COOKIES || length > MAX_BOTH_COOKIES)) {
      return null;
    }
    return new Cookie(in.bytes(CLIENT_COOKIE), in.bytes(length - CLIENT_COOKIE));
  }
}
