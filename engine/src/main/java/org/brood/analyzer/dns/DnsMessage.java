package org.brood.analyzer.dns;

import java.util.List;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The parts of a message (RFC 1035, section 4.1).
final class DnsMessage {
  private DnsMessage() {}

  /// The header. For a dynamic update the four counts are those of zones, prerequisites, updates
  /// and additional records (RFC 2136, section 2.2).
  record Header(int id, int flags, int questions, int answers, int authorities, int additionals) {
    int opcode() {
      return flags >> 11 & 0xf;
    }

    int responseCode() {
      return flags & 0xf;
    }

    boolean isReply() {
      return has(0x8000);
    }

    boolean has(int bit) {
      return (flags & bit) != 0;
    }
  }

  /// Where a record stands; the ordinal is what scripts get.
  enum Section {
    QUESTION,
    ANSWER,
    AUTHORITY,
    ADDITIONAL,
    PREREQUISITE,
    UPDATE
  }

  /// A question; `name` is in lower case, `original` as it was sent.
  record Question(Str name, Str original, int type, int recordClass) {}

  /// What a resource record begins with.
  record Owner(Str name, int type, int recordClass) {}

  /// A resource record without its data.
  record ResourceRecord(Section section, Owner owner, long ttl, int dataLength) {
    Str name() {
      return owner.name();
    }

    int type() {
      return owner.type();
    }

    int recordClass() {
      return owner.recordClass();
    }
  }

  /// The data of a resource record.
  sealed interface Data {}

  /// Nothing that anybody is told of.
  record None() implements Data {}

  /// A type that isn't known.
  record Unknown() implements Data {}

  /// A, AAAA, A6.
  record Address(Addr address) implements Data {}

  /// NS, CNAME, PTR.
  record Name(Str name) implements Data {}

  /// SOA; times in seconds.
  record StartOfAuthority(
      Str primary, Str mailbox, long serial, long refresh, long retry, long expire, long minimum)
      implements Data {}

  /// MX.
  record MailExchange(int preference, Str name) implements Data {}

  /// SRV (RFC 2782).
  record Service(int priority, int weight, int port, Str target) implements Data {}

  /// NAPTR (RFC 3403).
  record NamingAuthority(
      int order, int preference, Str flags, Str service, Str expression, Str replacement)
      implements Data {}

  /// WKS.
  record WellKnownServices() implements Data {}

  /// HINFO.
  record HostInformation(Str cpu, Str system) implements Data {}

  /// TXT, SPF.
  record Text(List<Str> strings) implements Data {}

  /// CAA (RFC 8659).
  record Authorization(int flags, Str tag, Str value) implements Data {}

  /// TKEY (RFC 2930); times in seconds since 1970.
  record TransactionKey(
      Str algorithm, long inception, long expiration, int mode, int error, Str key)
      implements Data {}

  /// TSIG (RFC 8945).
  record TransactionSignature(
      Str algorithm, long seconds, int millis, int fudge, Str mac, int originalId, int error)
      implements Data {}

  /// RRSIG (RFC 4034); times in seconds.
  record Signature(
      int covered,
      int algorithm,
      int labels,
      long originalTtl,
      long expiration,
      long inception,
      int keyTag,
      Str signer,
      Str signature)
      implements Data {}

  /// DNSKEY (RFC 4034).
  record ZoneKey(int flags, int protocol, int algorithm, Str key) implements Data {}

  /// NSEC (RFC 4034).
  record NextSecure(Str next, List<Str> bitmaps) implements Data {}

  /// NSEC3 (RFC 5155).
  record HashedNextSecure(HashParameters parameters, int hashLength, Str hash, List<Str> bitmaps)
      implements Data {}

  /// NSEC3PARAM (RFC 5155).
  ///
  /// @param saltLength what the record says, which is more than there is when it is cut off
  record HashParameters(int flags, int algorithm, int iterations, int saltLength, Str salt)
      implements Data {}

  /// DS (RFC 4034).
  record DelegationSigner(int keyTag, int algorithm, int digestType, Str digest) implements Data {}

  /// BIND's signing state.
  record SigningState(int algorithm, int keyId, int removal, int complete) implements Data {}

  /// SSHFP (RFC 4255).
  record Fingerprint(int algorithm, int type, Str fingerprint) implements Data {}

  /// LOC (RFC 1876).
  record Location(
      int version,
      int size,
      int horizontalPrecision,
      int verticalPrecision,
      long latitude,
      long longitude,
      long altitude)
      implements Data {}

  /// SVCB, HTTPS (RFC 9460); without parameters, null.
  record ServiceBinding(int priority, Str target, @Nullable List<Parameter> parameters)
      implements Data {}

  /// A parameter of a service binding.
  ///
  /// @param key its number, -1 when the parameter is longer than its record
  record Parameter(int key, Value value) {}

  /// The value of a parameter.
  sealed interface Value {}

  record NoValue() implements Value {}

  record Mandatory(List<Integer> keys) implements Value {}

  record Protocols(List<Str> names) implements Value {}

  record PortNumber(int port) implements Value {}

  record Hints(List<Addr> addresses) implements Value {}

  /// A list of configurations for encrypted client hellos.
  record EncryptedHello(Str configurations) implements Value {}

  /// What isn't as the key wants it.
  record Raw(Str bytes) implements Value {}

  /// An option of EDNS.
  sealed interface Option {}

  /// @param family `v4` or `v6`
  record ClientSubnet(Str family, int sourcePrefix, int scopePrefix, Addr address)
      implements Option {}

  /// @param timeout in 100 ms
  record KeepAlive(boolean omitted, int timeout) implements Option {}

  /// @param server empty when there is none
  record Cookie(Str client, Str server) implements Option {}
}
