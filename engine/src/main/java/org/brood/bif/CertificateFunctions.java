package org.brood.bif;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.brood.event.Events;
import org.brood.file.x509.CertificateCache;
import org.brood.file.x509.CertificateRecords;
import org.brood.file.x509.CertificateValue;
import org.brood.format.asn1.Der;
import org.brood.format.x509.Certificate;
import org.brood.format.x509.CertificateTime;
import org.brood.format.x509.HostNames;
import org.brood.format.x509.OcspMessage.Basic;
import org.brood.format.x509.OcspMessage.CertificateId;
import org.brood.format.x509.OcspMessage.Response;
import org.brood.format.x509.OcspMessage.Single;
import org.brood.format.x509.PrecertificateBody;
import org.brood.format.x509.Signatures;
import org.brood.format.x509.TrustStore;
import org.brood.format.x509.TrustStore.Result;
import org.brood.format.x509.TrustStore.Verdict;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.OpaqueType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Digests;
import org.brood.script.value.Func;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Functions about certificates.
@Natives
public final class CertificateFunctions {
  private static final VectorType CERTIFICATES = new VectorType(new OpaqueType("x509"));
  private static final int FAILED = -1;
  private static final int REFUSED = -2;
  private static final int SHA1 = 20;
  private static final int SHA256 = 32;
  private static final int PEM_LINE = 64;

  private CertificateFunctions() {}

  /// What these functions share.
  private static final class Shared {
    private final CertificateRecords records;
    private @Nullable Table rootTable;
    private int rootCount;
    private TrustStore roots = new TrustStore();

    Shared(Events events) {
      records = new CertificateRecords(events);
    }

    /// The store of a table, which is read once.
    @Nullable TrustStore store(Table table) {
      if (rootTable != table || rootCount != table.size()) {
        TrustStore made = new TrustStore();
        Table.Cursor cursor = table.cursor();
        while (cursor.advance()) {
          Certificate root =
              cursor.value() instanceof Str der ? Certificate.parse(der.bytes()) : null;
          if (root == null) {
            return null;
          }
          made.add(root);
        }
        roots = made;
        rootTable = table;
        rootCount = table.size();
      }
      return roots;
    }
  }

  private static Shared shared(Runtime rt) {
    return rt.serviceOr(Shared.class, () -> new Shared(rt.service(Events.class)));
  }

  private static @Nullable Certificate certificate(@Nullable Object value) {
    return value instanceof CertificateValue of ? of.certificate() : null;
  }

  // ---- what a certificate says

  public static Record x509_parse(Runtime rt, Opaque cert) {
    Certificate of = certificate(cert);
    if (of == null) {
      throw new IllegalArgumentException("no certificate");
    }
    return shared(rt).records.certificate(of, (_, _) -> {});
  }

  @MayMiss
  public static @Nullable Opaque x509_from_der(Runtime rt, Str der) {
    Certificate read = Certificate.parse(der.bytes());
    return read == null ? null : new CertificateValue(read);
  }

  public static Str x509_get_certificate_string(Runtime rt, Opaque cert, boolean pem) {
    Certificate of = certificate(cert);
    if (of == null) {
      return Str.EMPTY;
    }
    byte[] der = of.whole().whole();
    if (!pem) {
      return Str.wrap(der);
    }
    byte[] end = {'\n'};
    String lines = Base64.getMimeEncoder(PEM_LINE, end).encodeToString(der);
    return Str.of("-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
  }

  public static boolean x509_check_hostname(Runtime rt, Str hostname, Str certname) {
    return HostNames.match(hostname.toLatin1(), certname.toLatin1());
  }

  public static Str x509_check_cert_hostname(Runtime rt, Opaque cert, Str hostname) {
    Certificate of = certificate(cert);
    return of == null ? Str.EMPTY : Str.latin1(HostNames.find(of, hostname.toLatin1()));
  }

  // ---- hashes

  private static @Nullable Str hash(Runtime rt, long algorithm, byte[] bytes) {
    String name = Signatures.digest(Math.clamp(algorithm, 0, Integer.MAX_VALUE));
    if (name == null) {
      rt.report(Level.ERROR, "Unknown hash algorithm.");
      return null;
    }
    return Str.wrap(Digests.of(name, bytes));
  }

  @MayMiss
  public static @Nullable Str x509_subject_name_hash(Runtime rt, Opaque cert, long hashAlg) {
    Certificate of = certificate(cert);
    return of == null ? null : hash(rt, hashAlg, of.subject().whole().whole());
  }

  @MayMiss
  public static @Nullable Str x509_issuer_name_hash(Runtime rt, Opaque cert, long hashAlg) {
    Certificate of = certificate(cert);
    return of == null ? null : hash(rt, hashAlg, of.issuer().whole().whole());
  }

  @MayMiss
  public static @Nullable Str x509_spki_hash(Runtime rt, Opaque cert, long hashAlg) {
    Certificate of = certificate(cert);
    return of == null ? null : hash(rt, hashAlg, of.keyInfo().whole());
  }

  // ---- the cache

  public static boolean x509_set_certificate_cache(Runtime rt, Table tbl) {
    rt.serviceOr(CertificateCache.class, CertificateCache::new).known(tbl);
    return true;
  }

  public static boolean x509_set_certificate_cache_hit_callback(Runtime rt, Func f) {
    rt.serviceOr(CertificateCache.class, CertificateCache::new).onHit(f);
    return true;
  }

  // ---- checks

  private static Record result(Runtime rt, long code, String text, @Nullable Vec chain) {
    Record made = rt.service(Events.class).record("X509::Result").make();
    made.set("result", code);
    made.set("result_string", Str.of(text));
    if (chain != null) {
      made.set("chain_certs", chain);
    }
    return made;
  }

  private static Record failed(Runtime rt, String text) {
    return result(rt, FAILED, text, null);
  }

  private static List<Certificate> others(Vec certs) {
    List<Certificate> others = new ArrayList<>();
    for (int i = 1; i < certs.size(); i++) {
      Certificate one = certificate(certs.get(i));
      if (one != null) {
        others.add(one);
      }
    }
    return others;
  }

  /// What is done with the first of some certificates.
  @FunctionalInterface
  private interface Check {
    Record of(TrustStore store, Certificate host, List<Certificate> others);
  }

  private static Record checked(Runtime rt, Vec certs, Table rootCerts, Check check) {
    TrustStore store = shared(rt).store(rootCerts);
    if (store == null) {
      return failed(rt, "Problem initializing root store");
    }
    if (certs.size() == 0) {
      rt.report(Level.ERROR, "No certificates given in vector");
      return failed(rt, "no certificates");
    }
    Certificate host = certificate(certs.get(0));
    if (host == null) {
      rt.report(Level.ERROR, "undefined value in certificate vector");
      return failed(rt, "undefined value in certificate vector");
    }
    return check.of(store, host, others(certs));
  }

  public static Record x509_verify(Runtime rt, Vec certs, Table rootCerts, double verifyTime) {
    return checked(
        rt,
        certs,
        rootCerts,
        (store, host, others) -> {
          Result found = store.verify(host, others, verifyTime);
          Vec chain = null;
          if (found.verdict() == Verdict.OK) {
            chain =
                Vec.of(CERTIFICATES, found.chain().stream().map(CertificateValue::new).toList());
          }
          return result(rt, found.verdict().code(), found.verdict().text(), chain);
        });
  }

  public static Record x509_ocsp_verify(
      Runtime rt, Vec certs, Str ocspReply, Table rootCerts, double verifyTime) {
    return checked(
        rt,
        certs,
        rootCerts,
        (store, host, others) -> {
          Response response = Response.parse(ocspReply.bytes());
          if (response == null) {
            return failed(rt, "Could not parse OCSP response");
          }
          if (!response.isSuccessful()) {
            return result(rt, REFUSED, response.statusText(), null);
          }
          Basic basic = response.basic();
          if (basic == null) {
            return failed(rt, "Could not parse OCSP response");
          }
          return verifyResponse(rt, store, host, others, basic, verifyTime);
        });
  }

  private static Record verifyResponse(
      Runtime rt,
      TrustStore store,
      Certificate host,
      List<Certificate> sent,
      Basic basic,
      double verifyTime) {
    List<Certificate> known = new ArrayList<>(basic.certificates());
    known.addAll(sent);
    Certificate signer = signer(basic, known);
    if (signer == null) {
      return failed(rt, "Could not find OCSP responder certificate");
    }
    Result chain = store.verify(signer, known, verifyTime);
    if (chain.verdict() != Verdict.OK) {
      return result(rt, 0, chain.verdict().text(), null);
    }
    if (!TrustStore.isSignedBy(
        signer, basic.signatureAlgorithm(), basic.signed(), basic.signature())) {
      return result(rt, 0, "OCSP response signature failure", null);
    }
    Certificate issuer = issuer(store, host, sent);
    if (issuer == null) {
      return result(rt, 0, "Could not find issuer of host certificate", null);
    }
    if (basic.responses().isEmpty()) {
      return failed(rt, "Could not lookup OCSP response information");
    }
    Single single = basic.responses().getFirst();
    if (!isOf(single.id(), host, issuer)) {
      return failed(rt, "OCSP reply is not for host certificate");
    }
    return freshness(rt, single, verifyTime);
  }

  private static Record freshness(Runtime rt, Single single, double verifyTime) {
    Der nextUpdate = single.nextUpdate();
    if (nextUpdate == null) {
      return failed(rt, "OCSP reply missing nextUpdate field");
    }
    CertificateTime from = CertificateTime.of(single.thisUpdate());
    CertificateTime to = CertificateTime.of(nextUpdate);
    if (!from.weird().isEmpty()) {
      return failed(rt, "OCSP reply contains invalid thisUpdate field");
    }
    if (!to.weird().isEmpty()) {
      return failed(rt, "OCSP reply contains invalid nextUpdate field");
    }
    double now = Math.floor(verifyTime);
    if (from.seconds() > now) {
      return failed(rt, "OCSP reply specifies time in future");
    }
    if (to.seconds() < now) {
      return failed(rt, "OCSP reply expired");
    }
    return result(rt, single.status() == Single.GOOD ? 1 : FAILED, single.statusText(), null);
  }

  private static @Nullable Certificate signer(Basic basic, List<Certificate> known) {
    for (Certificate one : known) {
      var name = basic.responderName();
      Der key = basic.responderKey();
      if (name != null && name.rfc2253().equals(one.subject().rfc2253())) {
        return one;
      }
      if (key != null
          && key.length() == SHA1
          && Arrays.equals(key.contentBytes(), Digests.of("SHA-1", keyBits(one)))) {
        return one;
      }
    }
    return null;
  }

  /// The bits of a key, without the algorithm.
  private static byte[] keyBits(Certificate of) {
    var in = of.keyInfo().inside();
    in.next();
    Der bits = in.next();
    if (bits == null || bits.length() == 0) {
      return new byte[0];
    }
    byte[] content = bits.contentBytes();
    return Arrays.copyOfRange(content, 1, content.length);
  }

  private static @Nullable Certificate issuer(
      TrustStore store, Certificate host, List<Certificate> sent) {
    Certificate found = null;
    for (Certificate one : sent) {
      if (one.subject().rfc2253().equals(host.issuer().rfc2253())) {
        found = one;
      }
    }
    return found != null ? found : store.issuerOf(host);
  }

  private static boolean isOf(CertificateId id, Certificate host, Certificate issuer) {
    String name =
        switch (id.hashAlgorithm()) {
          case "1.3.14.3.2.26" -> "SHA-1";
          case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
          case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
          case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
          default -> "";
        };
    return !name.isEmpty()
        && id.serial().integer().equals(host.serial().integer())
        && Arrays.equals(
            id.nameHash().contentBytes(), Digests.of(name, issuer.subject().whole().whole()))
        && Arrays.equals(id.keyHash().contentBytes(), Digests.of(name, keyBits(issuer)));
  }

  public static boolean sct_verify(
      Runtime rt,
      Opaque cert,
      Str logid,
      Str logKey,
      Str signature,
      long timestamp,
      long hashAlgorithm,
      Str issuerKeyHash) {
    Certificate of = certificate(cert);
    if (of == null) {
      return false;
    }
    boolean isPrecertificate = issuerKeyHash.length() > 0;
    if (isPrecertificate && issuerKeyHash.length() != SHA256) {
      rt.report(Level.ERROR, "Invalid issuer_key_hash length");
      return false;
    }
    byte[] body = isPrecertificate ? PrecertificateBody.of(of) : of.whole().whole();
    if (body.length == 0) {
      rt.report(Level.ERROR, "NID_ct_precert_scts not found");
      return false;
    }
    int hash = Math.clamp(hashAlgorithm, 0, Integer.MAX_VALUE);
    if (Signatures.digest(hash) == null) {
      rt.report(Level.ERROR, "Unknown hash algorithm");
      return false;
    }
    // RFC 6962, section 3.2.
    ByteBuffer signed =
        ByteBuffer.allocate(2 + Long.BYTES + 2 + issuerKeyHash.length() + 3 + body.length + 2);
    signed.putShort((short) 0).putLong(timestamp).putShort((short) (isPrecertificate ? 1 : 0));
    signed.put(issuerKeyHash.bytes());
    signed.put((byte) (body.length >> 2 * Byte.SIZE)).putShort((short) body.length);
    signed.put(body).putShort((short) 0);
    return Signatures.verify(logKey.bytes(), hash, signed.array(), signature.bytes());
  }
}
