package org.brood.format.x509;

import java.util.ArrayList;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// Requests and responses of the Online Certificate Status Protocol (RFC 6960).
public sealed interface OcspMessage {

  /// Which certificate is meant.
  ///
  /// @param hashAlgorithm the object identifier of the hash of the two hashes
  record CertificateId(String hashAlgorithm, Der nameHash, Der keyHash, Der serial) {

    /// Bytes as OpenSSL prints them: hexadecimal, in lines of 35.
    private static String hex(Der bytes) {
      return bytes.length() == 0 ? "0" : Certificate.hexLines(bytes.contentBytes(), 0);
    }

    public String issuerNameHash() {
      return hex(nameHash);
    }

    public String issuerKeyHash() {
      return hex(keyHash);
    }

    public String serialNumber() {
      return Certificate.hexNumber(serial);
    }

    static @Nullable CertificateId parse(@Nullable Der sequence) {
      if (sequence == null) {
        return null;
      }
      DerReader in = sequence.inside();
      Der algorithm = in.need(Der.SEQUENCE);
      Der nameHash = in.need(Der.OCTET_STRING);
      Der keyHash = in.need(Der.OCTET_STRING);
      Der serial = in.need(Der.INTEGER);
      String id = algorithm == null ? null : Certificate.algorithm(algorithm);
      if (id == null
          || nameHash == null
          || keyHash == null
          || serial == null
          || !serial.isInteger()
          || !in.isFinished()) {
        return null;
      }
      return new CertificateId(id, nameHash, keyHash, serial);
    }
  }

  record Request(List<CertificateId> certificates) implements OcspMessage {

    /// Reads a request; null if it is none.
    public static @Nullable Request parse(byte[] bytes) {
      Der whole = new DerReader(bytes).need(Der.SEQUENCE);
      Der request = whole == null ? null : whole.inside().need(Der.SEQUENCE);
      if (request == null) {
        return null;
      }
      DerReader in = request.inside();
      in.take(Der.constructedField(0));
      in.take(Der.constructedField(1));
      Der list = in.need(Der.SEQUENCE);
      in.take(Der.constructedField(2));
      if (list == null || !in.isFinished()) {
        return null;
      }
      List<CertificateId> certificates = new ArrayList<>();
      DerReader each = list.inside();
      while (!each.isEmpty()) {
        Der one = each.need(Der.SEQUENCE);
        CertificateId id =
            one == null ? null : CertificateId.parse(one.inside().need(Der.SEQUENCE));
        if (id == null) {
          return null;
        }
        certificates.add(id);
      }
      return each.isBroken() ? null : new Request(certificates);
    }
  }

  /// @param basic what a successful response says; null if there is none that can be read
  record Response(int status, @Nullable Basic basic) implements OcspMessage {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final String[] STATUSES = {
      "successful",
      "malformedrequest",
      "internalerror",
      "trylater",
      "(UNKNOWN)",
      "sigrequired",
      "unauthorized"
    };

    public boolean isSuccessful() {
      return status == 0;
    }

    public String statusText() {
      return status >= 0 && status < STATUSES.length ? STATUSES[status] : "(UNKNOWN)";
    }

    /// Reads a response; null if it is none.
    public static @Nullable Response parse(byte[] bytes) {
      Der whole = new DerReader(bytes).need(Der.SEQUENCE);
      if (whole == null) {
        return null;
      }
      DerReader in = whole.inside();
      Der status = in.need(Der.ENUMERATED);
      Der field = in.take(Der.constructedField(0));
      if (status == null || !in.isFinished()) {
        return null;
      }
      Der typed = field == null ? null : field.inside().need(Der.SEQUENCE);
      if (field != null && typed == null) {
        return null;
      }
      Basic basic = null;
      if (typed != null) {
        DerReader inside = typed.inside();
        Der type = inside.need(Der.OBJECT_ID);
        Der value = inside.need(Der.OCTET_STRING);
        if (type == null || value == null) {
          return null;
        }
        basic = type.objectId().equals(BASIC) ? Basic.parse(value) : null;
      }
      return new Response(status.integer().intValue(), basic);
    }
  }

  /// @param signed the part that the signature is over
  /// @param responderName who responds, by name; null if by key
  /// @param responderKey by the hash of the key; null if by name
  record Basic(
      Der signed,
      @Nullable Name responderName,
      @Nullable Der responderKey,
      Der producedAt,
      List<Single> responses,
      List<CertificateExtension> extensions,
      Der signatureAlgorithm,
      Der signature,
      List<Certificate> certificates) {

    /// Who responds, as OpenSSL prints it.
    public String responder() {
      Name name = responderName;
      Der key = responderKey;
      if (name != null) {
        return name.spaced();
      }
      return key == null ? "" : CertificateId.hex(key);
    }

    /// The object identifier of the signature's algorithm.
    public String signatureId() {
      String id = Certificate.algorithm(signatureAlgorithm);
      return id == null ? "" : id;
    }

    static @Nullable Basic parse(Der octets) {
      Der whole = octets.inside().need(Der.SEQUENCE);
      if (whole == null) {
        return null;
      }
      DerReader in = whole.inside();
      SignedPart signed = SignedPart.read(in);
      Der certificates = in.take(Der.constructedField(0));
      if (signed == null || !in.isFinished()) {
        return null;
      }
      List<Certificate> all = certificates(certificates);
      return all == null
          ? null
          : parseSigned(signed.bytes(), signed.algorithm(), signed.signature(), all);
    }

    private static @Nullable List<Certificate> certificates(@Nullable Der field) {
      List<Certificate> all = new ArrayList<>();
      if (field == null) {
        return all;
      }
      Der list = field.inside().need(Der.SEQUENCE);
      if (list == null) {
        return null;
      }
      DerReader in = list.inside();
      while (!in.isEmpty()) {
        Certificate one = Certificate.parse(in.need(Der.SEQUENCE));
        if (one == null) {
          return null;
        }
        all.add(one);
      }
      return in.isBroken() ? null : all;
    }

    private static @Nullable Basic parseSigned(
        Der signed, Der algorithm, Der signature, List<Certificate> certificates) {
      DerReader in = signed.inside();
      in.take(Der.constructedField(0));
      Der byName = in.take(Der.constructedField(1));
      Der byKey = in.take(Der.constructedField(2));
      Der producedAt = in.need(Der.GENERALIZED_TIME);
      Der list = in.need(Der.SEQUENCE);
      Der more = in.take(Der.constructedField(1));
      if ((byName == null) == (byKey == null)
          || producedAt == null
          || list == null
          || !in.isFinished()) {
        return null;
      }
      Name name = byName == null ? null : Name.parse(byName.inside().need(Der.SEQUENCE));
      Der key = byKey == null ? null : byKey.inside().need(Der.OCTET_STRING);
      List<Single> responses = singles(list);
      DerReader inside = more == null ? in : more.inside();
      List<CertificateExtension> extensions =
          more == null ? List.of() : CertificateExtension.parseAll(inside);
      if (name == null && key == null || responses == null || inside.isBroken()) {
        return null;
      }
      return new Basic(
          signed, name, key, producedAt, responses, extensions, algorithm, signature, certificates);
    }

    private static @Nullable List<Single> singles(Der list) {
      List<Single> all = new ArrayList<>();
      DerReader in = list.inside();
      while (!in.isEmpty()) {
        Single one = Single.parse(in.need(Der.SEQUENCE));
        if (one == null) {
          return null;
        }
        all.add(one);
      }
      return in.isBroken() ? null : all;
    }
  }

  /// What is said of one certificate.
  ///
  /// @param status 0 good, 1 revoked, 2 not known
  /// @param revokedAt null unless it is revoked
  /// @param reason why, negative if it does not say
  record Single(
      CertificateId id,
      int status,
      @Nullable Der revokedAt,
      int reason,
      Der thisUpdate,
      @Nullable Der nextUpdate,
      List<CertificateExtension> extensions) {
    public static final int GOOD = 0;
    public static final int REVOKED = 1;
    private static final int UNKNOWN = 2;
    private static final String[] REASONS = {
      "unspecified",
      "keyCompromise",
      "cACompromise",
      "affiliationChanged",
      "superseded",
      "cessationOfOperation",
      "certificateHold",
      "(UNKNOWN)",
      "removeFromCRL",
      "privilegeWithdrawn",
      "aACompromise"
    };

    public String statusText() {
      return switch (status) {
        case GOOD -> "good";
        case REVOKED -> "revoked";
        default -> "unknown";
      };
    }

    /// Why it is revoked; empty if it does not say.
    public String reasonText() {
      if (reason < 0) {
        return "";
      }
      return reason < REASONS.length ? REASONS[reason] : "(UNKNOWN)";
    }

    static @Nullable Single parse(@Nullable Der sequence) {
      if (sequence == null) {
        return null;
      }
      DerReader in = sequence.inside();
      CertificateId id = CertificateId.parse(in.need(Der.SEQUENCE));
      Der status = in.next();
      Der thisUpdate = in.need(Der.GENERALIZED_TIME);
      Der next = in.take(Der.constructedField(0));
      Der more = in.take(Der.constructedField(1));
      if (id == null || status == null || thisUpdate == null || !in.isFinished()) {
        return null;
      }
      int kind = kind(status);
      Der nextUpdate = next == null ? null : next.inside().need(Der.GENERALIZED_TIME);
      DerReader inside = more == null ? in : more.inside();
      List<CertificateExtension> extensions =
          more == null ? List.of() : CertificateExtension.parseAll(inside);
      if (kind < 0 || next != null && nextUpdate == null || inside.isBroken()) {
        return null;
      }
      Der revokedAt = null;
      int reason = -1;
      if (kind == REVOKED) {
        DerReader revoked = status.inside();
        revokedAt = revoked.need(Der.GENERALIZED_TIME);
        Der field = revoked.take(Der.constructedField(0));
        Der why = field == null ? null : field.inside().need(Der.ENUMERATED);
        if (revokedAt == null || field != null && why == null) {
          return null;
        }
        reason = why == null ? -1 : why.integer().intValue();
      }
      return new Single(id, kind, revokedAt, reason, thisUpdate, nextUpdate, extensions);
    }

    private static int kind(Der status) {
      if (status.tag() == Der.field(GOOD)) {
        return GOOD;
      }
      if (status.tag() == Der.constructedField(REVOKED)) {
        return REVOKED;
      }
      return status.tag() == Der.field(UNKNOWN) ? UNKNOWN : -1;
    }
  }
}
