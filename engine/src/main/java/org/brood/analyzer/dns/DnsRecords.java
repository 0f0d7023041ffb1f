package org.brood.analyzer.dns;

import java.util.List;
import org.brood.analyzer.dns.DnsEvents.About;
import org.brood.analyzer.dns.DnsMessage.ClientSubnet;
import org.brood.analyzer.dns.DnsMessage.Cookie;
import org.brood.analyzer.dns.DnsMessage.DelegationSigner;
import org.brood.analyzer.dns.DnsMessage.EncryptedHello;
import org.brood.analyzer.dns.DnsMessage.HashParameters;
import org.brood.analyzer.dns.DnsMessage.HashedNextSecure;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.Hints;
import org.brood.analyzer.dns.DnsMessage.KeepAlive;
import org.brood.analyzer.dns.DnsMessage.Location;
import org.brood.analyzer.dns.DnsMessage.Mandatory;
import org.brood.analyzer.dns.DnsMessage.NamingAuthority;
import org.brood.analyzer.dns.DnsMessage.NoValue;
import org.brood.analyzer.dns.DnsMessage.Option;
import org.brood.analyzer.dns.DnsMessage.Parameter;
import org.brood.analyzer.dns.DnsMessage.PortNumber;
import org.brood.analyzer.dns.DnsMessage.Protocols;
import org.brood.analyzer.dns.DnsMessage.Raw;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.ServiceBinding;
import org.brood.analyzer.dns.DnsMessage.Signature;
import org.brood.analyzer.dns.DnsMessage.SigningState;
import org.brood.analyzer.dns.DnsMessage.StartOfAuthority;
import org.brood.analyzer.dns.DnsMessage.TransactionKey;
import org.brood.analyzer.dns.DnsMessage.TransactionSignature;
import org.brood.analyzer.dns.DnsMessage.ZoneKey;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Parts of messages as records of the scripts.
final class DnsRecords {
  private static final int AUTHORITATIVE = 0x0400;
  private static final int TRUNCATED = 0x0200;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RECURSION_AVAILABLE = 0x0080;
  private static final int AUTHENTIC = 0x0020;
  private static final int CHECKING_DISABLED = 0x0010;

  private static final VectorType STRINGS = new VectorType(Basic.STRING);

  private final RecordMaker message;
  private final RecordMaker answer;
  private final RecordMaker soa;
  private final RecordMaker naptr;
  private final RecordMaker edns;
  private final RecordMaker clientSubnet;
  private final RecordMaker keepAlive;
  private final RecordMaker cookie;
  private final RecordMaker tkey;
  private final RecordMaker tsig;
  private final RecordMaker rrsig;
  private final RecordMaker dnskey;
  private final RecordMaker nsec3;
  private final RecordMaker nsec3param;
  private final RecordMaker ds;
  private final RecordMaker binds;
  private final RecordMaker loc;
  private final RecordMaker svcb;
  private final RecordMaker parameter;

  DnsRecords(Events events) {
    message =
        new RecordMaker(
            events,
            "dns_msg",
            "id",
            "opcode",
            "rcode",
            "QR",
            "AA",
            "TC",
            "RD",
            "RA",
            "Z",
            "AD",
            "CD",
            "num_queries",
            "num_answers",
            "num_auth",
            "num_addl",
            "is_netbios");
    answer =
        new RecordMaker(events, "dns_answer", "answer_type", "query", "qtype", "qclass", "TTL");
    soa =
        new RecordMaker(
            events, "dns_soa", "mname", "rname", "serial", "refresh", "retry", "expire", "minimum");
    naptr =
        new RecordMaker(
            events,
            "dns_naptr_rr",
            "order",
            "preference",
            "flags",
            "service",
            "regexp",
            "replacement");
    edns =
        new RecordMaker(
            events,
            "dns_edns_additional",
            "query",
            "qtype",
            "t",
            "payload_size",
            "extended_rcode",
            "version",
            "z_field",
            "TTL",
            "is_query");
    clientSubnet =
        new RecordMaker(
            events, "dns_edns_ecs", "family", "source_prefix_len", "scope_prefix_len", "address");
    keepAlive =
        new RecordMaker(
            events, "dns_edns_tcp_keepalive", "keepalive_timeout_omitted", "keepalive_timeout");
    cookie = new RecordMaker(events, "dns_edns_cookie", "client_cookie", "server_cookie");
    tkey =
        new RecordMaker(
            events,
            "dns_tkey",
            "query",
            "qtype",
            "alg_name",
            "inception",
            "expiration",
            "mode",
            "rr_error",
            "key_data",
            "is_query");
    tsig =
        new RecordMaker(
            events,
            "dns_tsig_additional",
            "query",
            "qtype",
            "alg_name",
            "sig",
            "time_signed",
            "fudge",
            "orig_id",
            "rr_error",
            "is_query");
    rrsig =
        secure(
            events,
            "dns_rrsig_rr",
            "type_covered",
            "algorithm",
            "labels",
            "orig_ttl",
            "sig_exp",
            "sig_incep",
            "key_tag",
            "signer_name",
            "signature");
    dnskey = secure(events, "dns_dnskey_rr", "flags", "protocol", "algorithm", "public_key");
    nsec3 =
        secure(
            events,
            "dns_nsec3_rr",
            "nsec_flags",
            "nsec_hash_algo",
            "nsec_iter",
            "nsec_salt_len",
            "nsec_salt",
            "nsec_hlen",
            "nsec_hash",
            "bitmaps");
    nsec3param =
        secure(
            events,
            "dns_nsec3param_rr",
            "nsec_flags",
            "nsec_hash_algo",
            "nsec_iter",
            "nsec_salt_len",
            "nsec_salt");
    ds = secure(events, "dns_ds_rr", "key_tag", "algorithm", "digest_type", "digest_val");
    binds = secure(events, "dns_binds_rr", "algorithm", "key_id", "removal_flag", "complete_flag");
    loc =
        secure(
            events,
            "dns_loc_rr",
            "version",
            "size",
            "horiz_pre",
            "vert_pre",
            "latitude",
            "longitude",
            "altitude");
    svcb = new RecordMaker(events, "dns_svcb_rr", "svc_priority", "target_name", "svc_params");
    parameter =
        new RecordMaker(
            events, "dns_svcb_param", "key", "mandatory", "alpn", "p", "hint", "ech", "raw");
  }

  /// A record type that begins with name and section, and ends with the message's direction.
  private static RecordMaker secure(Events events, String type, String... fields) {
    String[] all = new String[fields.length + 3];
    all[0] = "query";
    all[1] = "answer_type";
    System.arraycopy(fields, 0, all, 2, fields.length);
    all[all.length - 1] = "is_query";
    return new RecordMaker(events, type, all);
  }

  private static Long section(ResourceRecord of) {
    return (long) of.section().ordinal();
  }

  private static Long isQuery(About about) {
    return about.isQuery() ? 1L : 0L;
  }

  private static Double seconds(long seconds) {
    return (double) seconds;
  }

  static Vec strings(List<Str> strings) {
    return Vec.of(STRINGS, strings);
  }

  Record header(About about) {
    Header header = about.header();
    return message.of(
        (long) header.id(),
        (long) header.opcode(),
        (long) header.responseCode(),
        header.isReply(),
        header.has(AUTHORITATIVE),
        header.has(TRUNCATED),
        header.has(RECURSION_DESIRED),
        header.has(RECURSION_AVAILABLE),
        (long) (header.flags() >> 4 & 7),
        header.has(AUTHENTIC),
        header.has(CHECKING_DISABLED),
        (long) header.questions(),
        (long) header.answers(),
        (long) header.authorities(),
        (long) header.additionals(),
        about.netbios());
  }

  Record answer(ResourceRecord of) {
    return answer.of(
        section(of), of.name(), (long) of.type(), (long) of.recordClass(), seconds(of.ttl()));
  }

  Record soa(StartOfAuthority of) {
    return soa.of(
        of.primary(),
        of.mailbox(),
        of.serial(),
        seconds(of.refresh()),
        seconds(of.retry()),
        seconds(of.expire()),
        seconds(of.minimum()));
  }

  Record naptr(NamingAuthority of) {
    return naptr.of(
        (long) of.order(),
        (long) of.preference(),
        of.flags(),
        of.service(),
        of.expression(),
        of.replacement());
  }

  /// The pseudo record of EDNS, whose fields mean something else (RFC 6891, section 6.1.3).
  Record edns(About about, ResourceRecord of) {
    long extended = of.ttl() >> 24 & 0xff;
    return edns.of(
        of.name(),
        section(of),
        (long) of.type(),
        (long) of.recordClass(),
        extended << 4 | about.header().responseCode(),
        of.ttl() >> 16 & 0xff,
        of.ttl() & 0xffff,
        seconds(of.ttl()),
        isQuery(about));
  }

  Record option(Option option) {
    return switch (option) {
      case ClientSubnet of ->
          clientSubnet.of(
              of.family(), (long) of.sourcePrefix(), (long) of.scopePrefix(), of.address());
      case KeepAlive of -> keepAlive.of(of.omitted(), (long) of.timeout());
      case Cookie of -> cookie.of(of.client(), of.server());
    };
  }

  Record data(About about, ResourceRecord of, TransactionKey key) {
    return tkey.of(
        of.name(),
        section(of),
        key.algorithm(),
        seconds(key.inception()),
        seconds(key.expiration()),
        (long) key.mode(),
        (long) key.error(),
        key.key(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, TransactionSignature signature) {
    return tsig.of(
        of.name(),
        section(of),
        signature.algorithm(),
        signature.mac(),
        signature.seconds() + signature.millis() / 1000.0,
        seconds(signature.fudge()),
        (long) signature.originalId(),
        (long) signature.error(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, Signature signature) {
    return rrsig.of(
        of.name(),
        section(of),
        (long) signature.covered(),
        (long) signature.algorithm(),
        (long) signature.labels(),
        seconds(signature.originalTtl()),
        seconds(signature.expiration()),
        seconds(signature.inception()),
        (long) signature.keyTag(),
        signature.signer(),
        signature.signature(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, ZoneKey key) {
    return dnskey.of(
        of.name(),
        section(of),
        (long) key.flags(),
        (long) key.protocol(),
        (long) key.algorithm(),
        key.key(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, HashedNextSecure next) {
    HashParameters parameters = next.parameters();
    return nsec3.of(
        of.name(),
        section(of),
        (long) parameters.flags(),
        (long) parameters.algorithm(),
        (long) parameters.iterations(),
        (long) parameters.saltLength(),
        parameters.salt(),
        (long) next.hashLength(),
        next.hash(),
        strings(next.bitmaps()),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, HashParameters parameters) {
    return nsec3param.of(
        of.name(),
        section(of),
        (long) parameters.flags(),
        (long) parameters.algorithm(),
        (long) parameters.iterations(),
        (long) parameters.saltLength(),
        parameters.salt(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, DelegationSigner signer) {
    return ds.of(
        of.name(),
        section(of),
        (long) signer.keyTag(),
        (long) signer.algorithm(),
        (long) signer.digestType(),
        signer.digest(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, SigningState state) {
    return binds.of(
        of.name(),
        section(of),
        (long) state.algorithm(),
        (long) state.keyId(),
        (long) state.removal(),
        (long) state.complete(),
        isQuery(about));
  }

  Record data(About about, ResourceRecord of, Location location) {
    return loc.of(
        of.name(),
        section(of),
        (long) location.version(),
        (long) location.size(),
        (long) location.horizontalPrecision(),
        (long) location.verticalPrecision(),
        location.latitude(),
        location.longitude(),
        location.altitude(),
        isQuery(about));
  }

  Record service(ServiceBinding binding) {
    List<Parameter> parameters = binding.parameters();
    Vec vec = null;
    if (parameters != null) {
      vec =
          Vec.of(
              new VectorType(parameter.type()), parameters.stream().map(this::parameter).toList());
    }
    return svcb.of((long) binding.priority(), binding.target(), vec);
  }

  private Record parameter(Parameter of) {
    Long key = of.key() < 0 ? null : (long) of.key();
    return switch (of.value()) {
      case NoValue _ -> parameter.of(key);
      case Mandatory(var keys) ->
          parameter.of(
              key,
              Vec.of(new VectorType(Basic.COUNT), keys.stream().map(Integer::longValue).toList()));
      case Protocols(var names) -> parameter.of(key, null, strings(names));
      case PortNumber(var port) -> parameter.of(key, null, null, (long) port);
      case Hints(var addresses) ->
          parameter.of(key, null, null, null, Vec.of(new VectorType(Basic.ADDR), addresses));
      case EncryptedHello(var configurations) ->
          parameter.of(key, null, null, null, null, configurations);
      case Raw(var bytes) -> parameter.of(key, null, null, null, null, null, bytes);
    };
  }
}
