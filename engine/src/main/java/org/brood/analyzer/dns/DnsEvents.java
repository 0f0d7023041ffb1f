package org.brood.analyzer.dns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.dns.DnsMessage.Address;
import org.brood.analyzer.dns.DnsMessage.Authorization;
import org.brood.analyzer.dns.DnsMessage.ClientSubnet;
import org.brood.analyzer.dns.DnsMessage.Cookie;
import org.brood.analyzer.dns.DnsMessage.Data;
import org.brood.analyzer.dns.DnsMessage.Fingerprint;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.HostInformation;
import org.brood.analyzer.dns.DnsMessage.KeepAlive;
import org.brood.analyzer.dns.DnsMessage.MailExchange;
import org.brood.analyzer.dns.DnsMessage.Name;
import org.brood.analyzer.dns.DnsMessage.NextSecure;
import org.brood.analyzer.dns.DnsMessage.None;
import org.brood.analyzer.dns.DnsMessage.Option;
import org.brood.analyzer.dns.DnsMessage.Owner;
import org.brood.analyzer.dns.DnsMessage.Question;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.Service;
import org.brood.analyzer.dns.DnsMessage.Text;
import org.brood.analyzer.dns.DnsMessage.Unknown;
import org.brood.analyzer.dns.DnsMessage.WellKnownServices;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// The events of DNS.
final class DnsEvents {

  /// What all events of one message tell.
  ///
  /// @param isQuery whether it came from the side that asks
  record About(AnalyzerContext context, Header header, boolean isQuery, boolean netbios) {}

  private final Events events;
  private final DnsRecords records;
  private final EventType sessionDone;
  private final EventType message;
  private final EventType request;
  private final EventType rejected;
  private final EventType queryReply;
  private final EventType end;
  private final EventType update;
  private final EventType prerequisite;
  private final EventType deletion;
  private final EventType edns;
  private final EventType clientSubnet;
  private final EventType keepAlive;
  private final EventType cookie;
  private final EventType unknown;
  private final EventType a;
  private final EventType aaaa;
  private final EventType a6;
  private final EventType ns;
  private final EventType cname;
  private final EventType ptr;
  private final EventType soa;
  private final EventType wks;
  private final EventType hinfo;
  private final EventType mx;
  private final EventType txt;
  private final EventType spf;
  private final EventType caa;
  private final EventType srv;
  private final EventType naptr;
  private final EventType tkey;
  private final EventType tsig;
  private final EventType rrsig;
  private final EventType dnskey;
  private final EventType nsec;
  private final EventType nsec3;
  private final EventType nsec3param;
  private final EventType ds;
  private final EventType binds;
  private final EventType sshfp;
  private final EventType loc;
  private final EventType svcb;
  private final EventType https;

  DnsEvents(Events events) {
    this.events = events;
    records = new DnsRecords(events);
    sessionDone = events.type("udp_session_done");
    message = events.type("dns_message");
    request = events.type("dns_request");
    rejected = events.type("dns_rejected");
    queryReply = events.type("dns_query_reply");
    end = events.type("dns_end");
    update = events.type("dns_dynamic_update");
    prerequisite = events.type("dns_dynamic_update_pre");
    deletion = events.type("dns_dynamic_update_del");
    edns = events.type("dns_EDNS_addl");
    clientSubnet = events.type("dns_EDNS_ecs");
    keepAlive = events.type("dns_EDNS_tcp_keepalive");
    cookie = events.type("dns_EDNS_cookie");
    unknown = events.type("dns_unknown_reply");
    a = events.type("dns_A_reply");
    aaaa = events.type("dns_AAAA_reply");
    a6 = events.type("dns_A6_reply");
    ns = events.type("dns_NS_reply");
    cname = events.type("dns_CNAME_reply");
    ptr = events.type("dns_PTR_reply");
    soa = events.type("dns_SOA_reply");
    wks = events.type("dns_WKS_reply");
    hinfo = events.type("dns_HINFO_reply");
    mx = events.type("dns_MX_reply");
    txt = events.type("dns_TXT_reply");
    spf = events.type("dns_SPF_reply");
    caa = events.type("dns_CAA_reply");
    srv = events.type("dns_SRV_reply");
    naptr = events.type("dns_NAPTR_reply");
    tkey = events.type("dns_TKEY");
    tsig = events.type("dns_TSIG_addl");
    rrsig = events.type("dns_RRSIG");
    dnskey = events.type("dns_DNSKEY");
    nsec = events.type("dns_NSEC");
    nsec3 = events.type("dns_NSEC3");
    nsec3param = events.type("dns_NSEC3PARAM");
    ds = events.type("dns_DS");
    binds = events.type("dns_BINDS");
    sshfp = events.type("dns_SSHFP");
    loc = events.type("dns_LOC");
    svcb = events.type("dns_SVCB");
    https = events.type("dns_HTTPS");
  }

  // ---- settings

  /// Whether scripts want no authority sections of this server's replies.
  boolean skipsAuthorities(Addr server) {
    return isIn("dns_skip_auth", server);
  }

  /// Whether scripts want no additional sections of this server's replies.
  boolean skipsAdditionals(Addr server) {
    return isIn("dns_skip_addl", server);
  }

  private boolean isIn(String set, Addr server) {
    return events.global(set) instanceof Table table && table.contains(server);
  }

  // ---- messages

  void sessionDone(AnalyzerContext context) {
    if (sessionDone.isWanted()) {
      sessionDone.raise(context.connection());
    }
  }

  void message(About about, int length) {
    if (message.isWanted()) {
      message.raise(
          about.context().connection(), about.isQuery(), records.header(about), (long) length);
    }
  }

  void end(About about) {
    if (end.isWanted()) {
      end.raise(about.context().connection(), records.header(about));
    }
  }

  void question(About about, Question question) {
    Header header = about.header();
    EventType event = queryReply;
    if (!header.isReply()) {
      event = request;
    } else if (header.answers() == 0 && header.authorities() == 0 && header.additionals() == 0) {
      event = rejected;
    }
    if (event.isWanted()) {
      event.raise(
          about.context().connection(),
          records.header(about),
          question.name(),
          (long) question.type(),
          (long) question.recordClass(),
          question.original());
    }
  }

  void update(About about, Owner zone) {
    if (update.isWanted()) {
      update.raise(
          about.context().connection(),
          records.header(about),
          zone.name(),
          (long) zone.recordClass());
    }
  }

  void prerequisite(About about, ResourceRecord of, boolean silent) {
    if (!silent) {
      raise(prerequisite, about, of);
    }
  }

  void deletion(About about, ResourceRecord of, boolean silent) {
    if (!silent) {
      raise(deletion, about, of);
    }
  }

  // ---- EDNS

  void edns(About about, ResourceRecord of, boolean silent) {
    if (!silent && edns.isWanted()) {
      edns.raise(about.context().connection(), records.header(about), records.edns(about, of));
    }
  }

  void option(About about, Option option) {
    switch (option) {
      case ClientSubnet _ -> option(clientSubnet, about, option);
      case KeepAlive _ -> option(keepAlive, about, option);
      case Cookie _ -> option(cookie, about, option);
    }
  }

  private void option(EventType event, About about, Option option) {
    if (event.isWanted()) {
      event.raise(about.context().connection(), records.header(about), records.option(option));
    }
  }

  // ---- resource records

  private EventType event(int type) {
    return switch (type) {
      case DnsTypes.A -> a;
      case DnsTypes.AAAA -> aaaa;
      case DnsTypes.A6 -> a6;
      case DnsTypes.NS -> ns;
      case DnsTypes.CNAME -> cname;
      case DnsTypes.PTR -> ptr;
      case DnsTypes.SOA -> soa;
      case DnsTypes.WKS -> wks;
      case DnsTypes.HINFO -> hinfo;
      case DnsTypes.MX -> mx;
      case DnsTypes.TXT -> txt;
      case DnsTypes.SPF -> spf;
      case DnsTypes.CAA -> caa;
      case DnsTypes.SRV -> srv;
      case DnsTypes.NAPTR -> naptr;
      case DnsTypes.TKEY -> tkey;
      case DnsTypes.TSIG -> tsig;
      case DnsTypes.RRSIG -> rrsig;
      case DnsTypes.DNSKEY -> dnskey;
      case DnsTypes.NSEC -> nsec;
      case DnsTypes.NSEC3 -> nsec3;
      case DnsTypes.NSEC3PARAM -> nsec3param;
      case DnsTypes.DS -> ds;
      case DnsTypes.BIND_SIGNING -> binds;
      case DnsTypes.SSHFP -> sshfp;
      case DnsTypes.LOC -> loc;
      case DnsTypes.SVCB -> svcb;
      case DnsTypes.HTTPS -> https;
      default -> unknown;
    };
  }

  /// Whether the data of a record must be read: of some types, only if somebody listens.
  boolean needsData(int type, boolean silent) {
    return switch (type) {
      case DnsTypes.WKS,
          DnsTypes.HINFO,
          DnsTypes.TXT,
          DnsTypes.SPF,
          DnsTypes.CAA,
          DnsTypes.TKEY,
          DnsTypes.RRSIG,
          DnsTypes.DNSKEY,
          DnsTypes.NSEC,
          DnsTypes.NSEC3,
          DnsTypes.NSEC3PARAM,
          DnsTypes.DS,
          DnsTypes.BIND_SIGNING,
          DnsTypes.SSHFP,
          DnsTypes.LOC ->
          !silent && event(type).isWanted();
      default -> true;
    };
  }

  /// Whether a type is told of although its section isn't.
  private static boolean isAlwaysTold(int type) {
    return type == DnsTypes.TSIG || type == DnsTypes.SVCB || type == DnsTypes.HTTPS;
  }

  void data(About about, ResourceRecord of, Data data, boolean silent) {
    EventType event = event(of.type());
    if (!event.isWanted() || silent && !isAlwaysTold(of.type())) {
      return;
    }
    switch (data) {
      case None _ -> {}
      case Unknown _ -> raise(event, about, of);
      case WellKnownServices _ -> raise(event, about, of);
      case Address(var address) -> raise(event, about, of, address);
      case Name(var name) -> raise(event, about, of, name);
      case MailExchange(var preference, var name) ->
          raise(event, about, of, name, (long) preference);
      case Service(var priority, var weight, var port, var target) ->
          raise(event, about, of, target, (long) priority, (long) weight, (long) port);
      case HostInformation(var cpu, var system) -> raise(event, about, of, cpu, system);
      case Text(var strings) -> raise(event, about, of, DnsRecords.strings(strings));
      case Authorization(var flags, var tag, var value) ->
          raise(event, about, of, (long) flags, tag, value);
      case NextSecure(var next, var bitmaps) ->
          raise(event, about, of, next, DnsRecords.strings(bitmaps));
      case Fingerprint(var algorithm, var type, var fingerprint) ->
          raise(event, about, of, (long) algorithm, (long) type, fingerprint);
      case DnsMessage.TransactionKey key -> additional(event, about, records.data(about, of, key));
      case DnsMessage.TransactionSignature signature ->
          additional(event, about, records.data(about, of, signature));
      case DnsMessage.StartOfAuthority start -> raise(event, about, of, records.soa(start));
      case DnsMessage.NamingAuthority naming -> raise(event, about, of, records.naptr(naming));
      case DnsMessage.ServiceBinding binding -> raise(event, about, of, records.service(binding));
      case DnsMessage.Signature signature ->
          raise(event, about, of, records.data(about, of, signature));
      case DnsMessage.ZoneKey key -> raise(event, about, of, records.data(about, of, key));
      case DnsMessage.HashedNextSecure next ->
          raise(event, about, of, records.data(about, of, next));
      case DnsMessage.HashParameters parameters ->
          raise(event, about, of, records.data(about, of, parameters));
      case DnsMessage.DelegationSigner signer ->
          raise(event, about, of, records.data(about, of, signer));
      case DnsMessage.SigningState state -> raise(event, about, of, records.data(about, of, state));
      case DnsMessage.Location location ->
          raise(event, about, of, records.data(about, of, location));
    }
  }

  /// Raises an event whose record says all about the resource record.
  private void additional(EventType event, About about, Record data) {
    event.raise(about.context().connection(), records.header(about), data);
  }

  private void raise(EventType event, About about, ResourceRecord of, @Nullable Object... further) {
    if (event.isWanted()) {
      List<@Nullable Object> arguments = new ArrayList<>();
      arguments.add(about.context().connection());
      arguments.add(records.header(about));
      arguments.add(records.answer(of));
      arguments.addAll(Arrays.asList(further));
      event.raise(arguments.toArray());
    }
  }
}
