package org.brood.analyzer.ssl;

import java.util.Arrays;
import java.util.List;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.ssl.Extension.Identity;
import org.brood.analyzer.ssl.Extension.Timestamp;
import org.brood.analyzer.ssl.HandshakeMessage.CertificateRequest;
import org.brood.analyzer.ssl.HandshakeMessage.ClientHello;
import org.brood.analyzer.ssl.HandshakeMessage.ClientKey;
import org.brood.analyzer.ssl.HandshakeMessage.DhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.EcdhParameters;
import org.brood.analyzer.ssl.HandshakeMessage.ServerHello;
import org.brood.analyzer.ssl.HandshakeMessage.SessionTicket;
import org.brood.analyzer.ssl.HandshakeMessage.Signature;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The events of TLS and DTLS. `isClient` says which side of TLS something is of, which need not be
/// the side that began the connection.
final class SslEvents {
  private static final VectorType COUNTS = new VectorType(Basic.COUNT);
  private static final VectorType STRINGS = new VectorType(Basic.STRING);
  private static final int SESSION_ID = 32;
  private static final long BYTE = 0xff;

  private final EventType clientHello;
  private final EventType serverHello;
  private final EventType extension;
  private final EventType ellipticCurves;
  private final EventType pointFormats;
  private final EventType signatureAlgorithm;
  private final EventType keyShare;
  private final EventType offeredKeys;
  private final EventType selectedKey;
  private final EventType ecdhServerParams;
  private final EventType dhServerParams;
  private final EventType serverSignature;
  private final EventType ecdhClientParams;
  private final EventType dhClientParams;
  private final EventType rsaClientSecret;
  private final EventType applicationProtocols;
  private final EventType serverName;
  private final EventType timestamp;
  private final EventType supportedVersions;
  private final EventType keyExchangeModes;
  private final EventType connectionId;
  private final EventType established;
  private final EventType alert;
  private final EventType sessionTicket;
  private final EventType heartbeat;
  private final EventType plaintextData;
  private final EventType encryptedData;
  private final EventType encryptedHandshake;
  private final EventType stapledOcsp;
  private final EventType handshakeMessage;
  private final EventType changeCipherSpec;
  private final EventType flipped;
  private final EventType certificateRequest;
  private final RecordShape algorithms;
  private final RecordShape pskIdentity;
  private final VectorType algorithmsList;
  private final VectorType identities;

  SslEvents(Events events) {
    clientHello = events.type("ssl_client_hello");
    serverHello = events.type("ssl_server_hello");
    extension = events.type("ssl_extension");
    ellipticCurves = events.type("ssl_extension_elliptic_curves");
    pointFormats = events.type("ssl_extension_ec_point_formats");
    signatureAlgorithm = events.type("ssl_extension_signature_algorithm");
    keyShare = events.type("ssl_extension_key_share");
    offeredKeys = events.type("ssl_extension_pre_shared_key_client_hello");
    selectedKey = events.type("ssl_extension_pre_shared_key_server_hello");
    ecdhServerParams = events.type("ssl_ecdh_server_params");
    dhServerParams = events.type("ssl_dh_server_params");
    serverSignature = events.type("ssl_server_signature");
    ecdhClientParams = events.type("ssl_ecdh_client_params");
    dhClientParams = events.type("ssl_dh_client_params");
    rsaClientSecret = events.type("ssl_rsa_client_pms");
    applicationProtocols = events.type("ssl_extension_application_layer_protocol_negotiation");
    serverName = events.type("ssl_extension_server_name");
    timestamp = events.type("ssl_extension_signed_certificate_timestamp");
    supportedVersions = events.type("ssl_extension_supported_versions");
    keyExchangeModes = events.type("ssl_extension_psk_key_exchange_modes");
    connectionId = events.type("ssl_extension_connection_id");
    established = events.type("ssl_established");
    alert = events.type("ssl_alert");
    sessionTicket = events.type("ssl_session_ticket_handshake");
    heartbeat = events.type("ssl_heartbeat");
    plaintextData = events.type("ssl_plaintext_data");
    encryptedData = events.type("ssl_encrypted_data");
    encryptedHandshake = events.type("ssl_probable_encrypted_handshake_message");
    stapledOcsp = events.type("ssl_stapled_ocsp");
    handshakeMessage = events.type("ssl_handshake_message");
    changeCipherSpec = events.type("ssl_change_cipher_spec");
    flipped = events.type("ssl_connection_flipped");
    certificateRequest = events.type("ssl_certificate_request");
    algorithms = events.record("SSL::SignatureAndHashAlgorithm");
    pskIdentity = events.record("SSL::PSKIdentity");
    algorithmsList = new VectorType(algorithms.type());
    identities = new VectorType(pskIdentity.type());
  }

  // ---- values

  private static Vec counts(int[] values) {
    Vec made = new Vec(COUNTS);
    for (int value : values) {
      made.add((long) value);
    }
    return made;
  }

  private static Vec strings(List<byte[]> values) {
    Vec made = new Vec(STRINGS);
    for (byte[] value : values) {
      made.add(Str.wrap(value));
    }
    return made;
  }

  private Record algorithm(long hash, long signature) {
    Record made = algorithms.make();
    made.set("HashAlgorithm", hash);
    made.set("SignatureAlgorithm", signature);
    return made;
  }

  private Vec schemes(int[] schemes) {
    return Vec.of(
        algorithmsList, Arrays.stream(schemes).mapToObj(s -> algorithm(s >> 8, s & BYTE)).toList());
  }

  private Record identity(Identity of) {
    Record made = pskIdentity.make();
    made.set("identity", Str.wrap(of.identity()));
    made.set("obfuscated_ticket_age", of.obfuscatedAge());
    return made;
  }

  /// Session identifiers are told with 32 bytes always; one that is longer than that isn't.
  private static Str sessionId(byte[] id) {
    return Str.wrap(id.length > SESSION_ID ? new byte[SESSION_ID] : Arrays.copyOf(id, SESSION_ID));
  }

  private static void raise(EventType event, AnalyzerContext to, @Nullable Object argument) {
    if (event.isWanted()) {
      event.raise(to.connection(), argument);
    }
  }

  // ---- hellos

  void clientHello(AnalyzerContext to, ClientHello hello, int recordVersion) {
    if (clientHello.isWanted()) {
      clientHello.raise(
          to.connection(),
          (long) hello.version(),
          (long) recordVersion,
          (double) hello.seconds(),
          Str.wrap(hello.random()),
          sessionId(hello.sessionId()),
          counts(hello.suites()),
          counts(hello.compressions()));
    }
  }

  /// @param seconds the first four bytes of the random value, 0 for SSL 2.0
  void serverHello(AnalyzerContext to, ServerHello hello, int recordVersion, long seconds) {
    if (serverHello.isWanted()) {
      serverHello.raise(
          to.connection(),
          (long) hello.version(),
          (long) recordVersion,
          (double) seconds,
          Str.wrap(hello.random()),
          sessionId(hello.sessionId()),
          (long) hello.suite(),
          (long) hello.compression());
    }
  }

  // ---- extensions

  boolean wantsExtension() {
    return extension.isWanted();
  }

  void extension(AnalyzerContext to, boolean isClient, int type, byte[] data) {
    extension.raise(to.connection(), isClient, (long) type, Str.wrap(data));
  }

  void extension(AnalyzerContext to, boolean isClient, Extension said) {
    switch (said) {
      case Extension.StapledStatus _, Extension.Opaque _ -> {}
      case Extension.ServerName(var hosts, _) -> list(serverName, to, isClient, hosts);
      case Extension.SupportedGroups(var groups) -> numbers(ellipticCurves, to, isClient, groups);
      case Extension.PointFormats(var formats) -> numbers(pointFormats, to, isClient, formats);
      case Extension.SignatureAlgorithms(var schemes) -> {
        if (signatureAlgorithm.isWanted()) {
          signatureAlgorithm.raise(to.connection(), isClient, schemes(schemes));
        }
      }
      case Extension.ApplicationProtocols(var names) ->
          list(applicationProtocols, to, isClient, names);
      case Extension.Timestamps(var all) -> all.forEach(one -> timestamp(to, isClient, one));
      case Extension.KeyShare(var groups) -> numbers(keyShare, to, isClient, groups);
      case Extension.OfferedKeys(var ids, var binders) -> {
        if (offeredKeys.isWanted()) {
          Vec all = Vec.of(identities, ids.stream().map(this::identity).toList());
          offeredKeys.raise(to.connection(), isClient, all, strings(binders));
        }
      }
      case Extension.SelectedKey(var identity) -> {
        if (selectedKey.isWanted()) {
          selectedKey.raise(to.connection(), isClient, (long) identity);
        }
      }
      case Extension.SupportedVersions(var versions) ->
          numbers(supportedVersions, to, isClient, versions);
      case Extension.KeyExchangeModes(var modes) -> numbers(keyExchangeModes, to, isClient, modes);
      case Extension.ConnectionId(var id) -> {
        if (connectionId.isWanted()) {
          connectionId.raise(to.connection(), isClient, Str.wrap(id));
        }
      }
    }
  }

  private static void list(
      EventType event, AnalyzerContext to, boolean isClient, List<byte[]> values) {
    if (event.isWanted()) {
      event.raise(to.connection(), isClient, strings(values));
    }
  }

  private static void numbers(EventType event, AnalyzerContext to, boolean isClient, int[] values) {
    if (event.isWanted()) {
      event.raise(to.connection(), isClient, counts(values));
    }
  }

  private void timestamp(AnalyzerContext to, boolean isClient, Timestamp of) {
    if (timestamp.isWanted()) {
      timestamp.raise(
          to.connection(),
          isClient,
          (long) of.version(),
          Str.wrap(of.logId()),
          of.millis(),
          algorithm(of.hash(), of.algorithm()),
          Str.wrap(of.signature()));
    }
  }

  // ---- other messages

  void message(AnalyzerContext to, boolean isClient, int type, int length) {
    if (handshakeMessage.isWanted()) {
      handshakeMessage.raise(to.connection(), isClient, (long) type, (long) length);
    }
  }

  void flipped(AnalyzerContext to) {
    if (flipped.isWanted()) {
      flipped.raise(to.connection());
    }
  }

  void sessionTicket(AnalyzerContext to, SessionTicket of) {
    if (sessionTicket.isWanted()) {
      sessionTicket.raise(to.connection(), of.lifetimeSeconds(), Str.wrap(of.ticket()));
    }
  }

  void certificateRequest(AnalyzerContext to, boolean isClient, CertificateRequest of) {
    if (certificateRequest.isWanted()) {
      certificateRequest.raise(
          to.connection(),
          isClient,
          counts(of.types()),
          schemes(of.algorithms()),
          strings(of.authorities()));
    }
  }

  boolean wantsStapledOcsp() {
    return stapledOcsp.isWanted();
  }

  void stapledOcsp(AnalyzerContext to, boolean isClient, byte[] response) {
    stapledOcsp.raise(to.connection(), isClient, Str.wrap(response));
  }

  void serverKey(AnalyzerContext to, EcdhParameters of) {
    if (ecdhServerParams.isWanted()) {
      ecdhServerParams.raise(to.connection(), (long) of.curve(), Str.wrap(of.point()));
    }
    signature(to, of.signature());
  }

  void serverKey(AnalyzerContext to, DhParameters of) {
    if (dhServerParams.isWanted()) {
      dhServerParams.raise(
          to.connection(), Str.wrap(of.prime()), Str.wrap(of.generator()), Str.wrap(of.share()));
    }
    signature(to, of.signature());
  }

  private void signature(AnalyzerContext to, Signature of) {
    if (of.isThere() && serverSignature.isWanted()) {
      serverSignature.raise(
          to.connection(), algorithm(of.hash(), of.algorithm()), Str.wrap(of.bytes()));
    }
  }

  void clientKey(AnalyzerContext to, ClientKey of) {
    Str bytes = Str.wrap(of.bytes());
    switch (of.exchange()) {
      case RSA -> raise(rsaClientSecret, to, bytes);
      case DH, DH_ANONYMOUS -> raise(dhClientParams, to, bytes);
      case ECDH, ECDH_ANONYMOUS -> raise(ecdhClientParams, to, bytes);
      case OTHER -> {}
    }
  }

  // ---- records

  void plaintextData(
      AnalyzerContext to, boolean isClient, int version, int contentType, int length) {
    if (plaintextData.isWanted()) {
      plaintextData.raise(
          to.connection(), isClient, (long) version, (long) contentType, (long) length);
    }
  }

  void encryptedData(
      AnalyzerContext to, boolean isClient, int version, int contentType, int length) {
    if (encryptedData.isWanted()) {
      encryptedData.raise(
          to.connection(), isClient, (long) version, (long) contentType, (long) length);
    }
  }

  /// @param fromOriginator of the connection, not of TLS
  void encryptedHandshake(AnalyzerContext to, boolean fromOriginator, int length) {
    if (encryptedHandshake.isWanted()) {
      encryptedHandshake.raise(to.connection(), fromOriginator, (long) length);
    }
  }

  void established(AnalyzerContext to) {
    if (established.isWanted()) {
      established.raise(to.connection());
    }
  }

  void alert(AnalyzerContext to, boolean isClient, long level, long description) {
    if (alert.isWanted()) {
      alert.raise(to.connection(), isClient, level, description);
    }
  }

  void changeCipherSpec(AnalyzerContext to, boolean isClient) {
    raise(changeCipherSpec, to, isClient);
  }

  void heartbeat(
      AnalyzerContext to, boolean isClient, int length, int type, int said, byte[] payload) {
    if (heartbeat.isWanted()) {
      heartbeat.raise(
          to.connection(), isClient, (long) length, (long) type, (long) said, Str.wrap(payload));
    }
  }
}
