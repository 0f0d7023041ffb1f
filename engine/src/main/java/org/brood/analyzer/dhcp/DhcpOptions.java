package org.brood.analyzer.dhcp;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.brood.analyzer.dhcp.DhcpMessage.Option;
import org.brood.bytes.ByteCursor;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.event.RecordShape;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Options (RFC 2132) as the scripts' record.
final class DhcpOptions {
  static final int PAD = 0;
  static final int MESSAGE_TYPE = 53;
  static final int END = 255;

  private static final int MAC = 6;
  private static final int LONG_MAC = 8;
  private static final VectorType ADDRESSES = new VectorType(Basic.ADDR);
  private static final VectorType COUNTS = new VectorType(Basic.COUNT);

  private final RecordShape options;
  private final RecordMaker clientId;
  private final RecordMaker clientName;
  private final RecordMaker subOption;

  DhcpOptions(Events events) {
    options = events.record("DHCP::Options");
    clientId = new RecordMaker(events, "DHCP::ClientID", "hwtype", "hwaddr");
    clientName =
        new RecordMaker(events, "DHCP::ClientFQDN", "flags", "rcode1", "rcode2", "domain_name");
    subOption = new RecordMaker(events, "DHCP::SubOpt", "code", "value");
  }

  /// @throws org.brood.bytes.Malformed if an option is too short for what it is
  Record record(List<Option> all) {
    Record made = options.make();
    Vec codes = new Vec(COUNTS);
    for (Option option : all) {
      codes.add((long) option.code());
      String field = field(option.code());
      if (field != null) {
        byte[] bytes = option.value();
        ByteCursor in = new ByteCursor(MemorySegment.ofArray(bytes), 0, bytes.length);
        made.set(field, value(option.code(), in));
      }
    }
    made.set("options", codes);
    return made;
  }

  /// The field that an option goes into, null if it goes into none.
  private static @Nullable String field(int code) {
    return switch (code) {
      case 1 -> "subnet_mask";
      case 2 -> "time_offset";
      case 3 -> "routers";
      case 4 -> "time_servers";
      case 5 -> "name_servers";
      case 6 -> "dns_servers";
      case 12 -> "host_name";
      case 15 -> "domain_name";
      case 19 -> "forwarding";
      case 28 -> "broadcast";
      case 42 -> "ntp_servers";
      case 43 -> "vendor";
      case 44 -> "nbns";
      case 50 -> "addr_request";
      case 51 -> "lease";
      case 54 -> "serv_addr";
      case 55 -> "param_list";
      case 56 -> "message";
      case 57 -> "max_msg_size";
      case 58 -> "renewal_time";
      case 59 -> "rebinding_time";
      case 60 -> "vendor_class";
      case 61 -> "client_id";
      case 77 -> "user_class";
      case 81 -> "client_fqdn";
      case 82 -> "sub_opt";
      case 116 -> "auto_config";
      case 252 -> "auto_proxy_config";
      default -> null;
    };
  }

  private Object value(int code, ByteCursor in) {
    return switch (code) {
      case 1, 28, 50, 54 -> Addr.v4(in.i32());
      case 2 -> (long) in.i32();
      case 3, 4, 5, 6, 42, 44 -> addresses(in);
      case 15 -> withoutZeros(in.rest());
      case 19, 116 -> in.u8() != 0;
      case 51, 58, 59 -> (double) in.u32();
      case 55 -> counts(in);
      case 57 -> (long) in.u16();
      case 61 -> clientId(in);
      case 81 -> clientName.of((long) in.u8(), (long) in.u8(), (long) in.u8(), Str.wrap(in.rest()));
      case 82 -> subOptions(in);
      case 252 -> withoutLineEnd(in);
      default -> Str.wrap(in.rest());
    };
  }

  private static Vec addresses(ByteCursor in) {
    Vec all = new Vec(ADDRESSES);
    while (in.has(4)) {
      all.add(Addr.v4(in.i32()));
    }
    return all;
  }

  private static Vec counts(ByteCursor in) {
    Vec all = new Vec(COUNTS);
    while (!in.isEmpty()) {
      all.add((long) in.u8());
    }
    return all;
  }

  private Record clientId(ByteCursor in) {
    int hardware = in.u8();
    byte[] address = in.rest();
    return clientId.of((long) hardware, hardware == 0 ? Str.wrap(address) : mac(address));
  }

  private Vec subOptions(ByteCursor in) {
    Vec all = new Vec(new VectorType(subOption.type()));
    while (!in.isEmpty()) {
      all.add(subOption.of((long) in.u8(), Str.wrap(in.bytes(in.u8()))));
    }
    return all;
  }

  private static Str withoutLineEnd(ByteCursor in) {
    byte[] text = in.rest();
    boolean ends = text.length > 0 && text[text.length - 1] == '\n';
    return Str.copyOf(text, 0, text.length - (ends ? 1 : 0));
  }

  // ---- texts and addresses in fields of fixed length

  /// A text without the zero bytes behind it. One that has nothing else than its first byte counts
  /// as empty.
  static Str withoutZeros(byte[] text) {
    int last = text.length - 1;
    while (last > 0 && text[last] == 0) {
      last--;
    }
    return last <= 0 ? Str.EMPTY : Str.copyOf(text, 0, last + 1);
  }

  /// A hardware address as text: of six bytes, or of eight if the last two say something.
  static Str mac(byte[] address) {
    if (address.length != MAC && address.length < LONG_MAC) {
      return Str.EMPTY;
    }
    boolean isShort = address.length == MAC || address[MAC] == 0 && address[MAC + 1] == 0;
    return Str.latin1(HexFormat.ofDelimiter(":").formatHex(address, 0, isShort ? MAC : LONG_MAC));
  }
}
