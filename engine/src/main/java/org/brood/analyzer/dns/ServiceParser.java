package org.brood.analyzer.dns;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.brood.analyzer.dns.DnsMessage.EncryptedHello;
import org.brood.analyzer.dns.DnsMessage.Hints;
import org.brood.analyzer.dns.DnsMessage.Mandatory;
import org.brood.analyzer.dns.DnsMessage.NoValue;
import org.brood.analyzer.dns.DnsMessage.Parameter;
import org.brood.analyzer.dns.DnsMessage.PortNumber;
import org.brood.analyzer.dns.DnsMessage.Protocols;
import org.brood.analyzer.dns.DnsMessage.Raw;
import org.brood.analyzer.dns.DnsMessage.Value;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of service bindings (RFC 9460, section 2.2). A value that isn't as its key
/// wants it is told as a weird and kept as it is.
final class ServiceParser {
  private static final int HEADER = 4;
  private static final int MANDATORY = 0;
  private static final int ALPN = 1;
  private static final int NO_DEFAULT_ALPN = 2;
  private static final int PORT = 3;
  private static final int IPV4_HINT = 4;
  private static final int ENCRYPTED_HELLO = 5;
  private static final int IPV6_HINT = 6;

  private final DnsReader in;

  ServiceParser(DnsReader in) {
    this.in = in;
  }

  /// @param bytes how many bytes of the record are left for parameters
  List<Parameter> parse(int bytes) {
    List<Parameter> parameters = new ArrayList<>();
    int left = bytes;
    while (left >= HEADER) {
      int key = in.u16();
      int length = in.u16();
      left -= HEADER;
      if (length > left) {
        in.notes().weird("DNS_SVCB_param_value_toobig", length + " capped to " + left);
        parameters.add(new Parameter(-1, new Raw(in.bytes(left))));
        return parameters;
      }
      Value value = value(key, length);
      parameters.add(new Parameter(key, value == null ? new Raw(in.bytes(length)) : value));
      left -= length;
    }
    return parameters;
  }

  /// The value, null (and nothing read) when it is malformed.
  private @Nullable Value value(int key, int length) {
    return switch (key) {
      case MANDATORY -> mandatory(length);
      case ALPN -> protocols(length);
      case NO_DEFAULT_ALPN ->
          length > 0 ? malformed("DNS_SVCB_nodefaultalpn_value") : new NoValue();
      case PORT ->
          length != 2 ? malformed("DNS_SVCB_port_length_invalid") : new PortNumber(in.u16());
      case IPV4_HINT -> hints(length, 4);
      case IPV6_HINT -> hints(length, 16);
      case ENCRYPTED_HELLO ->
          new EncryptedHello(Str.wrap(Base64.getEncoder().encode(in.bytes(length).bytes())));
      default -> malformed("DNS_SVCB_key_reserved_or_invalid");
    };
  }

  private @Nullable Value malformed(String weird) {
    in.notes().weird(weird);
    return null;
  }

  private @Nullable Value mandatory(int length) {
    if (length == 0 || length % 2 != 0) {
      return malformed("DNS_SVCB_mandatory_length_invalid");
    }
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < length; i += 2) {
      keys.add(in.u16());
    }
    return new Mandatory(keys);
  }

  private @Nullable Value protocols(int length) {
    List<Str> names = new ArrayList<>();
    int done = 0;
    while (done + 2 <= length) {
      int size = in.u8();
      done++;
      if (size == 0 || done + size > length) {
        in.back(done);
        return malformed("DNS_SVCB_alpn_length_invalid");
      }
      names.add(in.bytes(size));
      done += size;
    }
    if (done != length) {
      in.back(done);
      return malformed("DNS_SVCB_alpn_length_invalid");
    }
    return names.isEmpty() ? new NoValue() : new Protocols(names);
  }

  private @Nullable Value hints(int length, int size) {
    if (length % size != 0) {
      return malformed("DNS_SVCB_hint_length_invalid");
    }
    List<Addr> addresses = new ArrayList<>();
    for (int i = 0; i < length; i += size) {
      addresses.add(Addr.of(in.bytes(size).bytes()));
    }
    return addresses.isEmpty() ? new NoValue() : new Hints(addresses);
  }
}
