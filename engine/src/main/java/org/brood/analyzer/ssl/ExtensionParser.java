package org.brood.analyzer.ssl;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.ssl.Extension.ApplicationProtocols;
import org.brood.analyzer.ssl.Extension.ConnectionId;
import org.brood.analyzer.ssl.Extension.Identity;
import org.brood.analyzer.ssl.Extension.KeyExchangeModes;
import org.brood.analyzer.ssl.Extension.KeyShare;
import org.brood.analyzer.ssl.Extension.OfferedKeys;
import org.brood.analyzer.ssl.Extension.Opaque;
import org.brood.analyzer.ssl.Extension.PointFormats;
import org.brood.analyzer.ssl.Extension.SelectedKey;
import org.brood.analyzer.ssl.Extension.ServerName;
import org.brood.analyzer.ssl.Extension.SignatureAlgorithms;
import org.brood.analyzer.ssl.Extension.StapledStatus;
import org.brood.analyzer.ssl.Extension.SupportedGroups;
import org.brood.analyzer.ssl.Extension.SupportedVersions;
import org.brood.analyzer.ssl.Extension.Timestamp;
import org.brood.analyzer.ssl.Extension.Timestamps;
import org.brood.bytes.ByteCursor;

/// Reads the data of one extension. Bytes behind what the extension's own lengths say are ignored;
/// missing ones are [org.brood.bytes.Malformed].
final class ExtensionParser {
  private static final int HOST_NAME = 0;
  private static final int LOG_ID = 32;

  private ExtensionParser() {}

  /// @param in the extension's data, narrowed to them
  /// @param message the type of the message that it stands in
  /// @param fromClient whether a client sent it
  static Extension parse(int type, ByteCursor in, int message, boolean fromClient) {
    if (in.isEmpty()) {
      return new Opaque();
    }
    return switch (type) {
      case Extension.SERVER_NAME -> serverName(in);
      case Extension.STATUS_REQUEST ->
          message == HandshakeMessage.CERTIFICATE
              ? new StapledStatus(HandshakeParser.certificateStatus(in))
              : new Opaque();
      case Extension.SUPPORTED_GROUPS -> {
        int count = in.u16() / 2;
        yield new SupportedGroups(u16s(in, count));
      }
      case Extension.EC_POINT_FORMATS -> {
        int count = in.u8();
        yield new PointFormats(u8s(in, count));
      }
      case Extension.SIGNATURE_ALGORITHMS -> new SignatureAlgorithms(countedU16s(in, in.u16()));
      case Extension.APPLICATION_PROTOCOLS -> applicationProtocols(in);
      case Extension.SIGNED_CERTIFICATE_TIMESTAMP -> new Timestamps(timestamps(in));
      case Extension.KEY_SHARE, Extension.KEY_SHARE_OLD -> keyShare(in, message);
      case Extension.PRE_SHARED_KEY -> preSharedKey(in, message);
      case Extension.SUPPORTED_VERSIONS ->
          new SupportedVersions(fromClient ? countedU16s(in, in.u8()) : new int[] {in.u16()});
      case Extension.PSK_KEY_EXCHANGE_MODES -> {
        int count = in.u8();
        yield new KeyExchangeModes(u8s(in, count));
      }
      case Extension.CONNECTION_ID -> new ConnectionId(in.bytes(in.u8()));
      default -> new Opaque();
    };
  }

  static int[] u8s(ByteCursor in, int count) {
    byte[] bytes = in.bytes(count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return values;
  }

  static int[] u16s(ByteCursor in, int count) {
    byte[] bytes = in.bytes(2 * count);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    return values;
  }

  /// Numbers that take `bytes` bytes, which must be even.
  static int[] countedU16s(ByteCursor in, int bytes) {
    int old = in.narrow(bytes);
    int[] values = new int[(bytes + 1) / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.u16();
    }
    in.widen(old);
    return values;
  }

  private static Extension serverName(ByteCursor in) {
    List<byte[]> hosts = new ArrayList<>(1);
    List<Integer> unknown = new ArrayList<>(0);
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      int type = in.u8();
      if (type == HOST_NAME) {
        hosts.add(in.bytes(in.u16()));
      } else {
        unknown.add(type);
        in.skip(in.remaining());
      }
    }
    in.widen(old);
    return new ServerName(hosts, unknown);
  }

  private static Extension applicationProtocols(ByteCursor in) {
    List<byte[]> names = new ArrayList<>();
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      names.add(in.bytes(in.u8()));
    }
    in.widen(old);
    return new ApplicationProtocols(names);
  }

  private static Extension keyShare(ByteCursor in, int message) {
    if (message == HandshakeMessage.SERVER_HELLO) {
      boolean retry = in.remaining() == 2;
      int group = in.u16();
      if (!retry) {
        in.skip(in.u16());
      }
      return new KeyShare(new int[] {group});
    }
    if (message != HandshakeMessage.CLIENT_HELLO) {
      return new Opaque();
    }
    List<Integer> groups = new ArrayList<>();
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      groups.add(in.u16());
      in.skip(in.u16());
    }
    in.widen(old);
    return new KeyShare(groups.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Extension preSharedKey(ByteCursor in, int message) {
    return switch (message) {
      case HandshakeMessage.SERVER_HELLO -> new SelectedKey(in.u16());
      case HandshakeMessage.CLIENT_HELLO -> offeredKeys(in);
      default -> new Opaque();
    };
  }

  private static Extension offeredKeys(ByteCursor in) {
    List<Identity> identities = new ArrayList<>();
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      identities.add(new Identity(in.bytes(in.u16()), in.u32()));
    }
    in.widen(old);
    List<byte[]> binders = new ArrayList<>();
    old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      binders.add(in.bytes(in.u8()));
    }
    in.widen(old);
    return new OfferedKeys(identities, binders);
  }

  private static List<Timestamp> timestamps(ByteCursor in) {
    List<Timestamp> timestamps = new ArrayList<>();
    int old = in.narrow(in.u16());
    while (!in.isEmpty()) {
      int all = in.narrow(in.u16());
      int version = in.u8();
      byte[] logId = in.bytes(LOG_ID);
      long millis = in.u64();
      in.skip(in.u16());
      timestamps.add(new Timestamp(version, logId, millis, in.u8(), in.u8(), in.bytes(in.u16())));
      in.skip(in.remaining());
      in.widen(all);
    }
    in.widen(old);
    return timestamps;
  }
}
