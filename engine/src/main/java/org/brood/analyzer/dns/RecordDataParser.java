package org.brood.analyzer.dns;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.dns.DnsMessage.Address;
import org.brood.analyzer.dns.DnsMessage.Authorization;
import org.brood.analyzer.dns.DnsMessage.Data;
import org.brood.analyzer.dns.DnsMessage.DelegationSigner;
import org.brood.analyzer.dns.DnsMessage.Fingerprint;
import org.brood.analyzer.dns.DnsMessage.HashParameters;
import org.brood.analyzer.dns.DnsMessage.HashedNextSecure;
import org.brood.analyzer.dns.DnsMessage.HostInformation;
import org.brood.analyzer.dns.DnsMessage.Location;
import org.brood.analyzer.dns.DnsMessage.MailExchange;
import org.brood.analyzer.dns.DnsMessage.Name;
import org.brood.analyzer.dns.DnsMessage.NamingAuthority;
import org.brood.analyzer.dns.DnsMessage.NextSecure;
import org.brood.analyzer.dns.DnsMessage.None;
import org.brood.analyzer.dns.DnsMessage.Parameter;
import org.brood.analyzer.dns.DnsMessage.Service;
import org.brood.analyzer.dns.DnsMessage.ServiceBinding;
import org.brood.analyzer.dns.DnsMessage.Signature;
import org.brood.analyzer.dns.DnsMessage.SigningState;
import org.brood.analyzer.dns.DnsMessage.StartOfAuthority;
import org.brood.analyzer.dns.DnsMessage.Text;
import org.brood.analyzer.dns.DnsMessage.TransactionKey;
import org.brood.analyzer.dns.DnsMessage.TransactionSignature;
import org.brood.analyzer.dns.DnsMessage.Unknown;
import org.brood.analyzer.dns.DnsMessage.WellKnownServices;
import org.brood.analyzer.dns.DnsMessage.ZoneKey;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Reads the data of resource records.
///
/// Only few types mind the length that the record gives; the next record begins where the data were
/// found to end.
final class RecordDataParser {
  private static final int DNSSEC_PROTOCOL = 3;
  private static final int ZONE_KEY = 0x0100;
  private static final int REVOKED = 0x0080;
  private static final int SECURE_ENTRY_POINT = 0x0001;
  private static final int ALL_FLAGS = ZONE_KEY | REVOKED | SECURE_ENTRY_POINT;

  private static final Str EMPTY = Str.EMPTY;
  private static final Str ROOT = Str.of(".");

  private final DnsReader in;
  private final boolean netbios;
  private boolean broken;

  RecordDataParser(DnsReader in, boolean netbios) {
    this.in = in;
    this.netbios = netbios;
  }

  boolean isBroken() {
    return broken;
  }

  /// @param length how many bytes the record says that it has; they are there
  Data parse(int type, int length) {
    broken = false;
    return switch (type) {
      case DnsTypes.A -> ipv4(length);
      case DnsTypes.AAAA, DnsTypes.A6 -> ipv6();
      case DnsTypes.NS, DnsTypes.CNAME, DnsTypes.PTR -> name(length);
      case DnsTypes.SOA -> startOfAuthority(length);
      case DnsTypes.WKS -> new WellKnownServices();
      case DnsTypes.HINFO -> hostInformation(length);
      case DnsTypes.MX -> mailExchange(length);
      case DnsTypes.TXT, DnsTypes.SPF -> text(length);
      case DnsTypes.CAA -> authorization(length);
      case DnsTypes.NB -> skipped(length);
      case DnsTypes.SRV -> netbios ? new None() : service(length);
      case DnsTypes.NAPTR -> namingAuthority(length);
      case DnsTypes.TKEY -> transactionKey();
      case DnsTypes.TSIG -> transactionSignature();
      case DnsTypes.RRSIG -> signature(length);
      case DnsTypes.DNSKEY -> key(length);
      case DnsTypes.NSEC -> nextSecure(length);
      case DnsTypes.NSEC3 -> hashedNextSecure(length);
      case DnsTypes.NSEC3PARAM -> hashParameters();
      case DnsTypes.DS -> delegationSigner(length);
      case DnsTypes.BIND_SIGNING -> signingState();
      case DnsTypes.SSHFP -> fingerprint(length);
      case DnsTypes.LOC -> location();
      case DnsTypes.SVCB, DnsTypes.HTTPS -> serviceBinding(length);
      default -> {
        in.skip(length);
        yield new Unknown();
      }
    };
  }

  private Data broken() {
    broken = true;
    return new None();
  }

  private Data skipped(int length) {
    in.skip(length);
    return new None();
  }

  private void weird(String name, int number) {
    in.notes().weird(name, Integer.toString(number));
  }

  private void checkLength(int begin, int length) {
    if (in.position() - begin != length) {
      in.notes().weird("DNS_RR_length_mismatch");
    }
  }

  private Data ipv4(int length) {
    if (length != 4) {
      in.notes().weird("DNS_RR_bad_length");
      return broken();
    }
    return new Address(Addr.v4((int) in.u32()));
  }

  private Data ipv6() {
    long high = in.u32() << 32 | in.u32();
    return new Address(new Addr(high, in.u32() << 32 | in.u32()));
  }

  private Data name(int length) {
    int begin = in.position();
    Str name = in.names().lower();
    checkLength(begin, length);
    return new Name(name);
  }

  private Data startOfAuthority(int length) {
    int begin = in.position();
    Str primary = in.names().lower();
    Str mailbox = in.names().lower();
    if (in.remaining() < 20) {
      return broken();
    }
    Data read =
        new StartOfAuthority(primary, mailbox, in.u32(), in.u32(), in.u32(), in.u32(), in.u32());
    checkLength(begin, length);
    return read;
  }

  private Data mailExchange(int length) {
    int begin = in.position();
    Data read = new MailExchange(in.u16(), in.names().lower());
    checkLength(begin, length);
    return read;
  }

  private Data service(int length) {
    int begin = in.position();
    Data read = new Service(in.u16(), in.u16(), in.u16(), in.names().lower());
    checkLength(begin, length);
    return read;
  }

  private Data namingAuthority(int length) {
    int order = in.u16();
    int preference = in.u16();
    int left = length - 4;
    if (in.remaining() <= 0 || left <= 0) {
      in.notes().violation("DNS_NAPTR_too_short");
      return broken();
    }
    in.limitStrings(left);
    Str flags = in.characters();
    Str service = in.characters();
    Str expression = in.characters();
    Str replacement = in.names().original();
    if (flags == null || service == null || expression == null) {
      in.notes().violation("DNS_NAPTR_RR_too_short");
      return broken();
    }
    return new NamingAuthority(order, preference, flags, service, expression, replacement);
  }

  private Data hostInformation(int length) {
    in.limitStrings(length);
    Str cpu = in.characters();
    Str system = in.characters();
    broken = !in.isUsedUp();
    return new HostInformation(orEmpty(cpu), orEmpty(system));
  }

  private static Str orEmpty(@Nullable Str text) {
    return text == null ? EMPTY : text;
  }

  private Data text(int length) {
    in.limitStrings(length);
    List<Str> strings = new ArrayList<>();
    Str next = in.characters();
    while (next != null) {
      strings.add(next);
      next = in.characters();
    }
    broken = !in.isUsedUp();
    return new Text(strings);
  }

  private Data authorization(int length) {
    int both = in.u16();
    int tagLength = both & 0xff;
    int left = length - 2;
    if (tagLength >= left) {
      in.notes().weird("DNS_CAA_char_str_past_rdlen");
      return broken();
    }
    return new Authorization(both >> 8, in.bytes(tagLength), in.bytes(left - tagLength));
  }

  private Data transactionKey() {
    if (in.remaining() < 16) {
      return broken();
    }
    Data read =
        new TransactionKey(
            in.names().lower(), in.u32(), in.u32(), in.u16(), in.u16(), in.counted());
    in.counted();
    return read;
  }

  private Data transactionSignature() {
    Str algorithm = in.names().algorithm();
    long seconds = in.u32();
    int millis = in.u16();
    int fudge = in.u16();
    Data read =
        new TransactionSignature(
            algorithm, seconds, millis, fudge, in.counted(), in.u16(), in.u16());
    in.counted();
    return read;
  }

  private Data signature(int length) {
    if (in.remaining() < 18) {
      return broken();
    }
    int covered = in.u16();
    int algorithm = in.u8();
    int labels = in.u8();
    long originalTtl = in.u32();
    long expiration = in.u32();
    long inception = in.u32();
    int keyTag = in.u16();
    int begin = in.position();
    Str signer = in.names().lower();
    Str signature = in.bytes(length - (in.position() - begin + 18));
    checkAlgorithm("RRSIG", algorithm);
    return new Signature(
        covered, algorithm, labels, originalTtl, expiration, inception, keyTag, signer, signature);
  }

  /// Tells of algorithms that zones shouldn't be signed with (RFC 8624).
  private void checkAlgorithm(String type, int algorithm) {
    String problem =
        switch (algorithm) {
          case 1 -> "NotRecommended";
          case 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16 -> "";
          case 252 -> "Indirect";
          case 253 -> "PrivateDNS";
          case 254 -> "PrivateOID";
          default -> "unknown";
        };
    if (!problem.isEmpty()) {
      weird("DNSSEC_" + type + "_" + problem + "_ZoneSignAlgo", algorithm);
    }
  }

  private Data key(int length) {
    if (in.remaining() < 4) {
      return broken();
    }
    int flags = in.u16();
    int protocol = in.u8();
    int algorithm = in.u8();
    Str key = in.bytes(length - 4);
    if ((flags & ~ALL_FLAGS) != 0) {
      weird("DNSSEC_DNSKEY_Invalid_Flag", flags);
    }
    if ((flags & ALL_FLAGS) == ALL_FLAGS) {
      weird("DNSSEC_DNSKEY_Revoked_KSK", flags);
    }
    if (protocol != DNSSEC_PROTOCOL) {
      weird("DNSSEC_DNSKEY_Invalid_Protocol", protocol);
    }
    checkAlgorithm("DNSKEY", algorithm);
    return new ZoneKey(flags, protocol, algorithm, key);
  }

  private Data nextSecure(int length) {
    int begin = in.position();
    Str next = in.names().lower();
    int left = length - (in.position() - begin);
    return new NextSecure(next, in.bitmaps(left, "DNSSEC_NSEC_bitmapLen0"));
  }

  private Data hashedNextSecure(int length) {
    if (in.remaining() < 6) {
      return broken();
    }
    int begin = in.position();
    HashParameters parameters = parameters();
    int hashLength = in.u8();
    Str hash = in.bytes(hashLength);
    int left = length - (in.position() - begin);
    return new HashedNextSecure(
        parameters, hashLength, hash, in.bitmaps(left, "DNSSEC_NSEC3_bitmapLen0"));
  }

  private Data hashParameters() {
    return in.remaining() < 5 ? broken() : parameters();
  }

  private HashParameters parameters() {
    int algorithm = in.u8();
    int flags = in.u8();
    int iterations = in.u16();
    int saltLength = in.u8();
    return new HashParameters(flags, algorithm, iterations, saltLength, in.bytes(saltLength));
  }

  private Data delegationSigner(int length) {
    if (in.remaining() < 4) {
      return broken();
    }
    int keyTag = in.u16();
    int algorithm = in.u8();
    int digestType = in.u8();
    Str digest = in.bytes(length - 4);
    if (digestType == 0) {
      weird("DNSSEC_DS_ReservedDigestType", digestType);
    } else if (digestType > 4) {
      weird("DNSSEC_DS_unknown_DigestType", digestType);
    }
    return new DelegationSigner(keyTag, algorithm, digestType, digest);
  }

  private Data signingState() {
    if (in.remaining() < 5) {
      return broken();
    }
    return new SigningState(in.u8(), in.u16(), in.u8(), in.u8());
  }

  private Data fingerprint(int length) {
    if (in.remaining() < 2) {
      return broken();
    }
    return new Fingerprint(in.u8(), in.u8(), in.bytes(length - 2));
  }

  private Data location() {
    if (in.remaining() < 15) {
      return broken();
    }
    Location read = new Location(in.u8(), in.u8(), in.u8(), in.u8(), in.u32(), in.u32(), in.u32());
    if (read.version() != 0) {
      weird("DNS_LOC_version_unrecognized", read.version());
    }
    return read;
  }

  private Data serviceBinding(int length) {
    if (in.remaining() < 3) {
      in.notes().weird("DNS_SVCB_wrong_length");
      return broken();
    }
    int begin = in.position();
    int priority = in.u16();
    Str target = in.names().original();
    if (target.isEmpty()) {
      target = ROOT;
    }
    int left = length - (in.position() - begin);
    List<Parameter> parameters = null;
    if (left > 0) {
      if (priority == 0) {
        in.notes().weird("DNS_SVCB_aliasmode_with_params");
      }
      parameters = new ServiceParser(in).parse(left);
    }
    return new ServiceBinding(priority, target, parameters);
  }
}
