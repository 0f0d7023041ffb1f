package org.brood.format.x509;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// Extensions in words, as OpenSSL prints them.
final class ExtensionText {
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();
  private static final HexFormat PLAIN = HexFormat.of().withUpperCase();
  private static final String[] KEY_USAGES = {
    "Digital Signature",
    "Non Repudiation",
    "Key Encipherment",
    "Data Encipherment",
    "Key Agreement",
    "Certificate Sign",
    "CRL Sign",
    "Encipher Only",
    "Decipher Only"
  };
  private static final String[] NETSCAPE_TYPES = {
    "SSL Client",
    "SSL Server",
    "S/MIME",
    "Object Signing",
    "Unused",
    "SSL CA",
    "S/MIME CA",
    "Object Signing CA"
  };
  private static final String[] REASONS = {
    "Unused",
    "Key Compromise",
    "CA Compromise",
    "Affiliation Changed",
    "Superseded",
    "Cessation Of Operation",
    "Certificate Hold",
    "Privilege Withdrawn",
    "AA Compromise"
  };
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String EMPTY = "<EMPTY>\n";
  private static final String CPS = "1.3.6.1.5.5.7.2.1";
  private static final String USER_NOTICE = "1.3.6.1.5.5.7.2.2";
  private static final int SHA_256 = 4;
  private static final int ECDSA = 3;
  private static final int RSA = 1;
  private static final int HEX_WIDTH = 16;
  private static final int DECIMAL_BITS = 127;

  private ExtensionText() {}

  /// The contents of an extension in words; null if it is not known or broken.
  static @Nullable String of(CertificateExtension extension) {
    return switch (extension.id()) {
      case "2.5.29.14" -> hex(extension.content(Der.OCTET_STRING));
      case "2.5.29.15" -> bits(extension.content(Der.BIT_STRING), KEY_USAGES);
      case "2.16.840.1.113730.1.1" -> bits(extension.content(Der.BIT_STRING), NETSCAPE_TYPES);
      case "2.5.29.16" -> usagePeriod(extension);
      case "2.5.29.17", "2.5.29.18", "2.5.29.29" ->
          list(listed(GeneralName.parseAll(extension.content(Der.SEQUENCE))), ", ");
      case "2.5.29.19" -> constraints(BasicConstraints.of(extension));
      case "2.5.29.20", "2.5.29.27", "2.5.29.54" -> number(extension.content(Der.INTEGER));
      case "2.5.29.21" -> reason(extension.content(Der.ENUMERATED));
      case "2.5.29.30" -> nameConstraints(extension.content(Der.SEQUENCE));
      case "2.5.29.31", "2.5.29.46" -> distributionPoints(extension.content(Der.SEQUENCE));
      case "2.5.29.32" -> policies(extension.content(Der.SEQUENCE));
      case "2.5.29.33" -> policyMappings(extension.content(Der.SEQUENCE));
      case "2.5.29.35" -> authorityKey(extension.content(Der.SEQUENCE));
      case "2.5.29.36" -> policyConstraints(extension.content(Der.SEQUENCE));
      case "2.5.29.37" -> purposes(extension.content(Der.SEQUENCE));
      case "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11" -> access(extension.content(Der.SEQUENCE));
      case "1.3.6.1.5.5.7.1.14" -> proxy(extension.content(Der.SEQUENCE));
      case "1.3.6.1.5.5.7.1.24" -> features(extension.content(Der.SEQUENCE));
      case "1.3.6.1.5.5.7.48.1.2" -> Certificate.hexLines(extension.value().contentBytes(), 0);
      case "1.3.6.1.5.5.7.48.1.5" -> "";
      case CertificateExtension.CERTIFICATE_TIMESTAMPS, CertificateExtension.OCSP_TIMESTAMPS ->
          timestamps(SignedTimestamp.parseAll(extension));
      case "2.16.840.1.113730.1.2",
          "2.16.840.1.113730.1.3",
          "2.16.840.1.113730.1.4",
          "2.16.840.1.113730.1.7",
          "2.16.840.1.113730.1.8",
          "2.16.840.1.113730.1.12",
          "2.16.840.1.113730.1.13" -> {
        Der text = extension.content(Der.IA5_STRING);
        yield text == null ? null : text.latin1();
      }
      default -> null;
    };
  }

  // ---- parts

  private static @Nullable String hex(@Nullable Der bytes) {
    return bytes == null ? null : COLONS.formatHex(bytes.contentBytes());
  }

  private static @Nullable String list(@Nullable List<String> values, String between) {
    if (values == null) {
      return null;
    }
    return values.isEmpty() ? EMPTY : String.join(between, values);
  }

  private static @Nullable List<String> listed(@Nullable List<GeneralName> names) {
    return names == null ? null : names.stream().map(GeneralName::listed).toList();
  }

  private static @Nullable String bits(@Nullable Der string, String[] names) {
    if (string == null) {
      return null;
    }
    List<String> set = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (string.bit(i)) {
        set.add(names[i]);
      }
    }
    return list(set, ", ");
  }

  private static @Nullable String number(@Nullable Der number) {
    if (number == null) {
      return null;
    }
    return number.integer().bitLength() <= DECIMAL_BITS
        ? number.integer().toString()
        : (number.integer().signum() < 0 ? "-0x" : "0x")
            + number.integer().abs().toString(16).toUpperCase(Locale.ROOT);
  }

  private static @Nullable String reason(@Nullable Der reason) {
    if (reason == null) {
      return null;
    }
    String[] names = {
      "Unspecified", "Key Compromise", "CA Compromise", "Affiliation Changed", "Superseded",
      "Cessation Of Operation", "Certificate Hold", "", "Remove From CRL", "Privilege Withdrawn",
      "AA Compromise"
    };
    int value = reason.integer().intValue();
    return value >= 0 && value < names.length && !names[value].isEmpty()
        ? names[value]
        : reason.integer().toString();
  }

  private static @Nullable String constraints(@Nullable BasicConstraints of) {
    if (of == null) {
      return null;
    }
    String said = of.isAuthority() ? "CA:TRUE" : "CA:FALSE";
    return of.hasPathLength() ? said + ", pathlen:" + of.pathLength() : said;
  }

  private static @Nullable String usagePeriod(CertificateExtension extension) {
    Der content = extension.content(Der.SEQUENCE);
    if (content == null) {
      return null;
    }
    DerReader in = content.inside();
    Der from = in.take(Der.field(0));
    Der to = in.take(Der.field(1));
    List<String> said = new ArrayList<>(2);
    if (from != null) {
      said.add("Not Before: " + date(from));
    }
    if (to != null) {
      said.add("Not After: " + date(to));
    }
    return in.isFinished() ? String.join(", ", said) : null;
  }

  private static String date(Der generalized) {
    Der time =
        new Der(
            generalized.bytes(),
            Der.GENERALIZED_TIME,
            generalized.start(),
            generalized.content(),
            generalized.end());
    return date(
        LocalDateTime.ofEpochSecond((long) CertificateTime.of(time).seconds(), 0, ZoneOffset.UTC),
        "");
  }

  private static String date(LocalDateTime time, String fraction) {
    StringBuilder out = new StringBuilder();
    out.append(MONTHS, 3 * (time.getMonthValue() - 1), 3 * time.getMonthValue());
    out.append(time.getDayOfMonth() < 10 ? "  " : " ").append(time.getDayOfMonth()).append(' ');
    padded(out, time.getHour(), 2).append(':');
    padded(out, time.getMinute(), 2).append(':');
    padded(out, time.getSecond(), 2).append(fraction).append(' ');
    return out.append(time.getYear()).append(" GMT").toString();
  }

  /// A number with zeros before it.
  private static StringBuilder padded(StringBuilder out, int number, int width) {
    String digits = Integer.toString(number);
    return out.repeat('0', width - digits.length()).append(digits);
  }

  private static @Nullable String purposes(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> names = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der id = in.need(Der.OBJECT_ID);
      if (id != null) {
        names.add(ObjectNames.longName(id.objectId()));
      }
    }
    return in.isBroken() ? null : list(names, ", ");
  }

  private static @Nullable String authorityKey(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    DerReader in = sequence.inside();
    Der key = in.take(Der.field(0));
    Der issuer = in.take(Der.constructedField(1));
    Der serial = in.take(Der.field(2));
    List<String> names = issuer == null ? List.of() : listed(GeneralName.parseAll(issuer));
    if (!in.isFinished() || names == null) {
      return null;
    }
    List<String> said = new ArrayList<>(names);
    if (key != null) {
      said.addFirst((issuer == null && serial == null ? "" : "keyid:") + hex(key));
    }
    if (serial != null) {
      said.add("serial:" + hex(serial));
    }
    return list(said, "\n");
  }

  private static @Nullable String access(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der description = in.need(Der.SEQUENCE);
      if (description == null) {
        return null;
      }
      DerReader inside = description.inside();
      Der method = inside.need(Der.OBJECT_ID);
      GeneralName place = GeneralName.parse(inside.next());
      if (method == null || place == null) {
        return null;
      }
      said.add(ObjectNames.longName(method.objectId()) + " - " + place.listed());
    }
    return in.isBroken() ? null : list(said, "\n");
  }

  private static @Nullable String proxy(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    DerReader in = sequence.inside();
    Der length = in.take(Der.INTEGER);
    Der policy = in.need(Der.SEQUENCE);
    if (policy == null || !in.isFinished()) {
      return null;
    }
    DerReader inside = policy.inside();
    Der language = inside.need(Der.OBJECT_ID);
    Der text = inside.take(Der.OCTET_STRING);
    if (language == null || !inside.isFinished()) {
      return null;
    }
    return "Path Length Constraint: "
        + (length == null ? "infinite" : Certificate.hexNumber(length))
        + "\nPolicy Language: "
        + ObjectNames.longName(language.objectId())
        + (text == null ? "" : "\nPolicy Text: " + text.latin1());
  }

  private static @Nullable String features(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der number = in.need(Der.INTEGER);
      if (number != null) {
        said.add(
            switch (number.integer().toString()) {
              case "5" -> "status_request";
              case "17" -> "status_request_v2";
              case String other -> other;
            });
      }
    }
    return in.isBroken() ? null : list(said, ", ");
  }

  private static @Nullable String policyMappings(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der pair = in.need(Der.SEQUENCE);
      DerReader inside = pair == null ? in : pair.inside();
      Der issuers = inside.need(Der.OBJECT_ID);
      Der subjects = inside.need(Der.OBJECT_ID);
      if (issuers == null || subjects == null) {
        return null;
      }
      said.add(
          ObjectNames.longName(issuers.objectId())
              + ":"
              + ObjectNames.longName(subjects.objectId()));
    }
    return in.isBroken() ? null : list(said, ", ");
  }

  private static @Nullable String policyConstraints(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    DerReader in = sequence.inside();
    Der explicit = in.take(Der.field(0));
    Der inhibit = in.take(Der.field(1));
    List<String> said = new ArrayList<>(2);
    if (explicit != null) {
      said.add("Require Explicit Policy:" + number(explicit));
    }
    if (inhibit != null) {
      said.add("Inhibit Policy Mapping:" + number(inhibit));
    }
    return in.isFinished() ? list(said, ", ") : null;
  }

  // ---- name constraints, distribution points

  private static @Nullable String nameConstraints(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    DerReader in = sequence.inside();
    Der permitted = in.take(Der.constructedField(0));
    Der excluded = in.take(Der.constructedField(1));
    String first = permitted == null ? "" : subtrees("Permitted", permitted);
    String second = excluded == null ? "" : subtrees("Excluded", excluded);
    if (!in.isFinished() || first == null || second == null) {
      return null;
    }
    return permitted != null && excluded != null ? first + "\n" + second : first + second;
  }

  private static @Nullable String subtrees(String title, Der trees) {
    List<String> said = new ArrayList<>();
    DerReader in = trees.inside();
    while (!in.isEmpty()) {
      Der tree = in.need(Der.SEQUENCE);
      GeneralName base = tree == null ? null : GeneralName.parse(tree.inside().next());
      if (base == null) {
        return null;
      }
      said.add("  " + base.constraint());
    }
    if (in.isBroken()) {
      return null;
    }
    return said.isEmpty() ? "" : title + ":\n" + String.join("\n", said);
  }

  private static @Nullable String distributionPoints(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      String point = distributionPoint(in.need(Der.SEQUENCE));
      if (point == null) {
        return null;
      }
      said.add(point);
    }
    return in.isBroken() ? null : String.join("\n", said);
  }

  private static @Nullable String distributionPoint(@Nullable Der point) {
    if (point == null) {
      return null;
    }
    DerReader in = point.inside();
    Der place = in.take(Der.constructedField(0));
    Der reasons = in.take(Der.field(1));
    Der issuer = in.take(Der.constructedField(2));
    String where = place == null ? "" : place(place.inside().next());
    String who = issuer == null ? "" : indented(GeneralName.parseAll(issuer));
    if (!in.isFinished() || where == null || who == null) {
      return null;
    }
    String why = "";
    if (reasons != null) {
      String flags = bits(reasons, REASONS);
      why = "Reasons:\n  " + flags + (EMPTY.equals(flags) ? "" : "\n");
    }
    return where + why + (issuer == null ? "" : "CRL Issuer:\n" + who);
  }

  private static @Nullable String place(@Nullable Der name) {
    if (name == null) {
      return null;
    }
    if (name.tag() == Der.constructedField(0)) {
      String names = indented(GeneralName.parseAll(name));
      return names == null ? null : "Full Name:\n" + names;
    }
    return name.tag() == Der.constructedField(1) ? relative(name) : null;
  }

  /// A name within that of who signed: a set in the guise of a field.
  private static @Nullable String relative(Der set) {
    byte[] bytes = set.whole();
    bytes[0] = (byte) Der.SET;
    Name name = Name.parse(new Der(bytes, Der.SEQUENCE, 0, 0, bytes.length));
    return name == null ? null : "Relative Name:\n  " + name.spaced();
  }

  private static @Nullable String indented(@Nullable List<GeneralName> names) {
    return names == null
        ? null
        : names.stream().map(name -> "  " + name.line()).collect(Collectors.joining("\n"));
  }

  // ---- policies

  private static @Nullable String policies(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der policy = in.need(Der.SEQUENCE);
      if (policy == null) {
        return null;
      }
      DerReader inside = policy.inside();
      Der id = inside.need(Der.OBJECT_ID);
      Der qualifiers = inside.take(Der.SEQUENCE);
      String more = qualifiers == null ? "" : qualifiers(qualifiers);
      if (id == null || more == null || !inside.isFinished()) {
        return null;
      }
      said.add(
          "Policy: "
              + ObjectNames.longName(id.objectId())
              + (qualifiers == null ? "" : "\n" + more));
    }
    return in.isBroken() ? null : String.join("\n", said);
  }

  private static @Nullable String qualifiers(Der sequence) {
    List<String> said = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      Der qualifier = in.need(Der.SEQUENCE);
      if (qualifier == null) {
        return null;
      }
      DerReader inside = qualifier.inside();
      Der id = inside.need(Der.OBJECT_ID);
      Der value = inside.next();
      String one = id == null || value == null ? null : qualifier(id.objectId(), value);
      if (one == null) {
        return null;
      }
      said.add(one);
    }
    return in.isBroken() ? null : String.join("\n", said);
  }

  private static @Nullable String qualifier(String id, Der value) {
    return switch (id) {
      case CPS -> value.tag() == Der.IA5_STRING ? "  CPS: " + value.latin1() : null;
      case USER_NOTICE -> {
        String notice = value.tag() == Der.SEQUENCE ? notice(value) : null;
        yield notice == null ? null : "  User Notice:\n" + notice;
      }
      default -> "    Unknown Qualifier: " + ObjectNames.longName(id);
    };
  }

  private static @Nullable String notice(Der notice) {
    DerReader in = notice.inside();
    Der reference = in.take(Der.SEQUENCE);
    StringBuilder out = new StringBuilder();
    if (reference != null) {
      DerReader inside = reference.inside();
      Der organization = inside.next();
      Der numbers = inside.need(Der.SEQUENCE);
      if (organization == null || numbers == null) {
        return null;
      }
      List<String> all = new ArrayList<>();
      DerReader each = numbers.inside();
      while (!each.isEmpty()) {
        all.add(String.valueOf(number(each.need(Der.INTEGER))));
      }
      out.append("    Organization: ").append(organization.latin1());
      out.append(all.size() > 1 ? "\n    Numbers: " : "\n    Number: ");
      out.append(String.join(", ", all));
      if (!in.isEmpty()) {
        out.append('\n');
      }
    }
    Der text = in.next();
    if (text != null) {
      out.append("    Explicit Text: ").append(text.latin1());
    }
    return in.isFinished() ? out.toString() : null;
  }

  // ---- timestamps

  private static @Nullable String timestamps(@Nullable List<SignedTimestamp> all) {
    return all == null
        ? null
        : all.stream().map(ExtensionText::timestamp).collect(Collectors.joining("\n"));
  }

  private static String timestamp(SignedTimestamp of) {
    if (of.version() != 0) {
      return "Signed Certificate Timestamp:\n    Version   : unknown\n                "
          + block(of.whole());
    }
    Instant at = Instant.ofEpochMilli(Math.clamp(of.millis(), 0, 253_402_300_799_999L));
    String time =
        date(
            LocalDateTime.ofEpochSecond(at.getEpochSecond(), 0, ZoneOffset.UTC),
            padded(new StringBuilder("."), (int) (at.toEpochMilli() % 1000), 3).toString());
    return "Signed Certificate Timestamp:\n    Version   : v1 (0x0)\n    Log ID    : "
        + block(of.logId())
        + "\n    Timestamp : "
        + time
        + "\n    Extensions: "
        + (of.extensions().length == 0 ? "none" : block(of.extensions()))
        + "\n    Signature : "
        + algorithm(of)
        + "\n                "
        + block(of.signature());
  }

  private static String algorithm(SignedTimestamp of) {
    if (of.hash() == SHA_256 && of.algorithm() == ECDSA) {
      return "ecdsa-with-SHA256";
    }
    if (of.hash() == SHA_256 && of.algorithm() == RSA) {
      return "sha256WithRSAEncryption";
    }
    return "%02X%02X".formatted(of.hash(), of.algorithm());
  }

  /// Bytes in lines of sixteen.
  private static String block(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      if (i > 0 && i % HEX_WIDTH == 0) {
        out.append("\n                ");
      }
      out.append(PLAIN.toHexDigits(bytes[i]));
      if (i < bytes.length - 1) {
        out.append(':');
      }
    }
    return out.toString();
  }
}
