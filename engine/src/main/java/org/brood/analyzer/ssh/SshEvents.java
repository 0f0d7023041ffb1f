package org.brood.analyzer.ssh;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.ssh.SshMessage.CurveInit;
import org.brood.analyzer.ssh.SshMessage.CurveReply;
import org.brood.analyzer.ssh.SshMessage.DiffieHellmanInit;
import org.brood.analyzer.ssh.SshMessage.Group;
import org.brood.analyzer.ssh.SshMessage.GssError;
import org.brood.analyzer.ssh.SshMessage.GssInit;
import org.brood.analyzer.ssh.SshMessage.HostKey;
import org.brood.analyzer.ssh.SshMessage.KeyExchangeInit;
import org.brood.analyzer.ssh.SshMessage.NewKeys;
import org.brood.analyzer.ssh.SshMessage.Other;
import org.brood.analyzer.ssh.SshMessage.RsaSecret;
import org.brood.analyzer.ssh.SshMessage.ServerKeys;
import org.brood.analyzer.ssh.SshMessage.SessionKey;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.flow.Side;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Digests;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The events of SSH, made only if somebody wants them.
final class SshEvents {
  private static final VectorType STRINGS = new VectorType(Basic.STRING);
  private static final int MD5_BYTES = 16;
  private static final int SHOWN_BYTES = 24;

  private final SshLimits limits;
  private final EventType serverVersion;
  private final EventType clientVersion;
  private final EventType preBanner;
  private final EventType capabilities;
  private final EventType hostKey2;
  private final EventType hostKey1;
  private final EventType hostKeyHash;
  private final EventType fingerprint;
  private final EventType encrypted;
  private final EventType attempted;
  private final EventType successful;
  private final EventType groupParams;
  private final EventType gssError;
  private final EventType curveKey;
  private final EventType curveInit;
  private final EventType groupInit;
  private final EventType gssInit;
  private final EventType rsaSecret;
  private final RecordMaker capabilityRecord;
  private final RecordMaker preferences;

  SshEvents(Events events, SshLimits limits) {
    this.limits = limits;
    serverVersion = events.type("ssh_server_version");
    clientVersion = events.type("ssh_client_version");
    preBanner = events.type("ssh_server_pre_banner_data");
    capabilities = events.type("ssh_capabilities");
    hostKey2 = events.type("ssh2_server_host_key");
    hostKey1 = events.type("ssh1_server_host_key");
    hostKeyHash = events.type("ssh_server_host_key");
    fingerprint = events.type("ssh_server_host_key_fingerprint");
    encrypted = events.type("ssh_encrypted_packet");
    attempted = events.type("ssh_auth_attempted");
    successful = events.type("ssh_auth_successful");
    groupParams = events.type("ssh2_dh_server_params");
    gssError = events.type("ssh2_gss_error");
    curveKey = events.type("ssh2_ecc_key");
    curveInit = events.type("ssh2_ecc_init");
    groupInit = events.type("ssh2_dh_gex_init");
    gssInit = events.type("ssh2_gss_init");
    rsaSecret = events.type("ssh2_rsa_secret");
    capabilityRecord =
        new RecordMaker(
            events,
            "SSH::Capabilities",
            "kex_algorithms",
            "server_host_key_algorithms",
            "encryption_algorithms",
            "mac_algorithms",
            "compression_algorithms",
            "languages",
            "is_server");
    preferences =
        new RecordMaker(events, "SSH::Algorithm_Prefs", "client_to_server", "server_to_client");
  }

  void version(AnalyzerContext to, Side from, byte[] line) {
    EventType event = from.isOriginator() ? clientVersion : serverVersion;
    if (event.isWanted()) {
      event.raise(to.connection(), Str.wrap(line));
    }
  }

  void beforeBanner(AnalyzerContext to, byte[] data) {
    if (preBanner.isWanted()) {
      preBanner.raise(to.connection(), Str.wrap(data));
    }
  }

  void encrypted(AnalyzerContext to, Side from, int length) {
    if (encrypted.isWanted()) {
      encrypted.raise(to.connection(), from.isOriginator(), (long) length);
    }
  }

  void attempted(AnalyzerContext to, boolean accepted) {
    if (attempted.isWanted()) {
      attempted.raise(to.connection(), accepted);
    }
  }

  /// @param withoutMethod whether the server let the client in without asking for anything
  void successful(AnalyzerContext to, boolean withoutMethod) {
    if (successful.isWanted()) {
      successful.raise(to.connection(), withoutMethod);
    }
  }

  void message(AnalyzerContext to, Side from, SshMessage message) {
    switch (message) {
      case KeyExchangeInit init -> capabilities(to, from, init);
      case DiffieHellmanInit _ -> bySide(groupInit, to, from);
      case Group(var prime, var generator) -> {
        if (groupParams.isWanted()) {
          groupParams.raise(to.connection(), Str.wrap(prime), Str.wrap(generator));
        }
      }
      case HostKey(var key) -> hostKey(to, key);
      case CurveInit(var key) -> {
        curveKey(to, from, key);
        bySide(curveInit, to, from);
      }
      case CurveReply(var hostKey, var key) -> {
        hostKey(to, hostKey);
        curveKey(to, from, key);
      }
      case GssInit _ -> bySide(gssInit, to, from);
      case GssError(var major, var minor, var text) -> {
        if (gssError.isWanted()) {
          gssError.raise(to.connection(), major, minor, Str.wrap(text));
        }
      }
      case RsaSecret _ -> bySide(rsaSecret, to, from);
      case ServerKeys keys -> serverKeys(to, keys);
      case NewKeys _, SessionKey _, Other _ -> {}
    }
  }

  private static void bySide(EventType event, AnalyzerContext to, Side from) {
    if (event.isWanted()) {
      event.raise(to.connection(), from.isOriginator());
    }
  }

  private void curveKey(AnalyzerContext to, Side from, byte[] key) {
    if (curveKey.isWanted()) {
      curveKey.raise(to.connection(), from.isOriginator(), Str.wrap(key));
    }
  }

  // ---- what a side offers

  private void capabilities(AnalyzerContext to, Side from, KeyExchangeInit init) {
    if (!capabilities.isWanted()) {
      return;
    }
    Vec keyExchange = names(to, init, KeyExchangeInit.KEY_EXCHANGE);
    Vec hostKey = names(to, init, KeyExchangeInit.HOST_KEY);
    Record ciphers = pair(to, init, KeyExchangeInit.CIPHER_TO_SERVER);
    Record macs = pair(to, init, KeyExchangeInit.MAC_TO_SERVER);
    Record compression = pair(to, init, KeyExchangeInit.COMPRESSION_TO_SERVER);
    Record made =
        capabilityRecord.of(
            keyExchange,
            hostKey,
            ciphers,
            macs,
            compression,
            languages(to, init),
            !from.isOriginator());
    capabilities.raise(to.connection(), Str.wrap(init.cookie()), made);
  }

  private Record pair(AnalyzerContext to, KeyExchangeInit init, int first) {
    Vec toServer = names(to, init, first);
    return preferences.of(toServer, names(to, init, first + 1));
  }

  private @Nullable Record languages(AnalyzerContext to, KeyExchangeInit init) {
    boolean toServer = init.lists().get(KeyExchangeInit.LANGUAGE_TO_SERVER).length > 0;
    boolean toClient = init.lists().get(KeyExchangeInit.LANGUAGE_TO_CLIENT).length > 0;
    if (!toServer && !toClient) {
      return null;
    }
    Vec first = toServer ? names(to, init, KeyExchangeInit.LANGUAGE_TO_SERVER) : null;
    Vec second = toClient ? names(to, init, KeyExchangeInit.LANGUAGE_TO_CLIENT) : null;
    return preferences.of(first, second);
  }

  private Vec names(AnalyzerContext to, KeyExchangeInit init, int list) {
    String[] all = SshNames.split(init.lists().get(list));
    long max = limits.maxAlgorithms()[list];
    Vec made = new Vec(STRINGS);
    for (String name : all) {
      if (max > 0 && made.size() >= max) {
        to.limitReached(SshLimits.weird(list), all.length, max);
        break;
      }
      made.add(Str.latin1(name));
    }
    return made;
  }

  // ---- host keys

  private static byte[] digest(String algorithm, byte[]... parts) {
    MessageDigest digest = Digests.fresh(algorithm);
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /// As `ssh-keygen -l` shows it, but only the first three quarters: so it stands in logs since it
  /// is there.
  private static Str sha256Text(byte[] digest) {
    byte[] shown = Arrays.copyOf(digest, SHOWN_BYTES);
    String text = Base64.getEncoder().encodeToString(shown);
    return Str.wrap(("SHA256:" + text).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Str colonText(byte[] digest) {
    return Str.latin1(HexFormat.ofDelimiter(":").formatHex(digest, 0, MD5_BYTES));
  }

  private void hostKey(AnalyzerContext to, byte[] key) {
    if (hostKeyHash.isWanted()) {
      hostKeyHash.raise(to.connection(), colonText(digest("MD5", key)));
    }
    if (hostKey2.isWanted()) {
      hostKey2.raise(to.connection(), Str.wrap(key));
    }
    if (fingerprint.isWanted()) {
      fingerprint.raise(to.connection(), sha256Text(digest("SHA-256", key)));
    }
  }

  private void serverKeys(AnalyzerContext to, ServerKeys keys) {
    byte[] digest = digest("SHA-256", keys.hostModulus(), keys.hostExponent());
    // Both are told only to those who ask for the older one, which has the first half of the longer
    // digest in the form of a shorter one: so it is known.
    if (hostKeyHash.isWanted()) {
      hostKeyHash.raise(to.connection(), colonText(digest));
      fingerprint.raise(to.connection(), sha256Text(digest));
    }
    if (hostKey1.isWanted()) {
      hostKey1.raise(to.connection(), Str.wrap(keys.hostModulus()), Str.wrap(keys.hostExponent()));
    }
  }
}
