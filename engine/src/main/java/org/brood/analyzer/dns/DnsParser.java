package org.brood.analyzer.dns;

import java.util.function.Consumer;
import org.brood.analyzer.dns.DnsMessage.Data;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.Option;
import org.brood.analyzer.dns.DnsMessage.Owner;
import org.brood.analyzer.dns.DnsMessage.Question;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.Section;
import org.brood.bytes.ByteCursor;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Reads one message, part by part. Null stands for a part that can't be read; what follows it
/// can't either.
final class DnsParser {
  private static final int TYPE_AND_CLASS = 4;

  private final DnsReader reader;
  private final RecordDataParser data;

  /// @param in the message, from its first byte to its last, and behind the header
  /// @param netbios whether the responder is a NetBIOS name service
  DnsParser(ByteCursor in, long maxCompressionDepth, boolean netbios, DnsNotes notes) {
    DnsNames names = new DnsNames(in, maxCompressionDepth, netbios, notes);
    this.reader = new DnsReader(in, names, notes);
    this.data = new RecordDataParser(reader, netbios);
  }

  int remaining() {
    return reader.remaining();
  }

  /// Reads the header, which must be there.
  static Header header(ByteCursor in) {
    return new Header(in.u16(), in.u16(), in.u16(), in.u16(), in.u16(), in.u16());
  }

  @Nullable Question question() {
    Str original = reader.names().original();
    if (reader.remaining() < TYPE_AND_CLASS) {
      reader.notes().weird("DNS_truncated_quest_too_short");
      return null;
    }
    byte[] lower = original.bytes().clone();
    DnsNames.lower(lower, 0, lower.length);
    return new Question(Str.wrap(lower), original, reader.u16(), reader.u16());
  }

  /// What a record begins with; also all that is said of the zone of a dynamic update.
  @Nullable Owner owner() {
    Str name = reader.names().lower();
    if (reader.remaining() < TYPE_AND_CLASS) {
      reader.notes().weird("DNS_truncated_ans_too_short");
      return null;
    }
    return new Owner(name, reader.u16(), reader.u16());
  }

  /// A record up to its data.
  @Nullable ResourceRecord record(Section section) {
    Owner owner = owner();
    if (owner == null) {
      return null;
    }
    long ttl = reader.u32();
    int length = reader.u16();
    if (length > reader.remaining()) {
      reader.notes().weird("DNS_truncated_RR_rdlength_lt_len");
      return null;
    }
    return new ResourceRecord(section, owner, ttl, length);
  }

  /// The data of a record. [#isBroken] tells whether it is as it should be.
  Data data(ResourceRecord of) {
    return data.parse(of.type(), of.dataLength());
  }

  /// Whether the last data were so that what follows can't be read.
  boolean isBroken() {
    return data.isBroken();
  }

  void skipData(ResourceRecord of) {
    reader.skip(of.dataLength());
  }

  /// Reads the options of EDNS, which take all the rest of the message.
  ///
  /// @return whether they were whole
  boolean options(Consumer<Option> told) {
    return new OptionParser(reader).parse(told);
  }
}
