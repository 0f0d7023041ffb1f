package org.brood.file.x509;

import java.util.List;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.format.x509.BasicConstraints;
import org.brood.format.x509.Certificate;
import org.brood.format.x509.CertificateExtension;
import org.brood.format.x509.CertificateTime;
import org.brood.format.x509.GeneralName;
import org.brood.format.x509.ObjectNames;
import org.brood.format.x509.PublicKeyInfo;
import org.brood.format.x509.SubjectAlternativeNames;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Certificates and their parts as script values.
public final class CertificateRecords {
  private static final VectorType STRINGS = new VectorType(Basic.STRING);
  private static final VectorType ADDRESSES = new VectorType(Basic.ADDR);

  /// How much of a name is told.
  private static final int MAX_TEXT = 2047;

  private final RecordShape certificate;
  private final RecordShape extension;
  private final RecordShape constraints;
  private final RecordShape alternativeNames;

  public CertificateRecords(Events events) {
    certificate = events.record("X509::Certificate");
    extension = events.record("X509::Extension");
    constraints = events.record("X509::BasicConstraints");
    alternativeNames = events.record("X509::SubjectAlternativeName");
  }

  /// Told what is odd.
  @FunctionalInterface
  public interface Weirds {
    void weird(String name, String detail);
  }

  /// A text as it is told: its first line, up to a limit.
  static Str line(String text) {
    int end = text.indexOf('\n');
    int length = end < 0 ? text.length() : end + 1;
    return Str.latin1(text.substring(0, Math.min(length, MAX_TEXT)));
  }

  static double seconds(CertificateTime time, Weirds weirds) {
    if (!time.weird().isEmpty()) {
      weirds.weird(time.weird(), "");
    }
    return time.seconds();
  }

  /// The record `X509::Certificate`.
  public Record certificate(Certificate of, Weirds weirds) {
    Record made = certificate.make();
    made.set("version", of.version());
    made.set("serial", Str.latin1(of.serialNumber()));
    made.set("subject", line(of.subject().rfc2253()));
    made.set("issuer", line(of.issuer().rfc2253()));
    String name = of.subject().commonName();
    if (name != null) {
      made.set("cn", line(name));
    }
    made.set("not_valid_before", seconds(CertificateTime.of(of.notBefore()), weirds));
    made.set("not_valid_after", seconds(CertificateTime.of(of.notAfter()), weirds));
    made.set("key_alg", Str.latin1(ObjectNames.longName(of.keyAlgorithm())));
    String signature = of.signatureId();
    made.set(
        "sig_alg",
        ObjectNames.isKnown(signature) ? Str.latin1(ObjectNames.longName(signature)) : Str.EMPTY);
    made.set("tbs_sig_alg", Str.latin1(ObjectNames.longName(of.signedAlgorithm())));
    PublicKeyInfo key = of.key();
    if (key != null) {
      key(made, key);
    }
    return made;
  }

  private static void key(Record into, PublicKeyInfo key) {
    into.set("key_type", Str.latin1(key.type()));
    String exponent = key.exponent();
    if (exponent != null) {
      into.set("exponent", Str.latin1(exponent));
    }
    String curve = key.curve();
    if (curve != null) {
      into.set("curve", Str.latin1(curve));
    }
    if (key.bits() > 0) {
      into.set("key_length", (long) key.bits());
    }
  }

  /// The record `X509::Extension`.
  Record extension(CertificateExtension of) {
    Record made = extension.make();
    String shortName = ObjectNames.shortName(of.id());
    made.set("name", Str.latin1(ObjectNames.longName(of.id())));
    made.set("short_name", Str.latin1(shortName == null ? "UNDEF" : shortName));
    made.set("oid", Str.latin1(of.id()));
    made.set("critical", of.isCritical());
    made.set("value", Str.wrap(of.text()));
    return made;
  }

  Record constraints(BasicConstraints of) {
    Record made = constraints.make();
    made.set("ca", of.isAuthority());
    if (of.hasPathLength()) {
      made.set("path_len", of.pathLength());
    }
    return made;
  }

  Record alternativeNames(SubjectAlternativeNames of, Weirds weirds) {
    Record made = alternativeNames.make();
    boolean others = false;
    for (GeneralName name : of.names()) {
      switch (name.kind()) {
        case GeneralName.DNS -> add(made, "dns", STRINGS, Str.wrap(name.bytes()));
        case GeneralName.URI -> add(made, "uri", STRINGS, Str.wrap(name.bytes()));
        case GeneralName.EMAIL -> add(made, "email", STRINGS, Str.wrap(name.bytes()));
        case GeneralName.IP -> {
          byte[] bytes = name.bytes();
          if (bytes.length == 4 || bytes.length == 16) {
            add(made, "ip", ADDRESSES, Addr.of(bytes));
          } else {
            if (made.get("ip") == null) {
              made.set("ip", new Vec(ADDRESSES));
            }
            weirds.weird("x509_san_ip_length", Integer.toString(bytes.length));
          }
        }
        default -> others = true;
      }
    }
    made.set("other_fields", others);
    return made;
  }

  private static void add(Record to, String field, VectorType type, Object value) {
    if (to.get(field) instanceof Vec known) {
      known.add(value);
    } else {
      to.set(field, Vec.of(type, List.of(value)));
    }
  }
}
