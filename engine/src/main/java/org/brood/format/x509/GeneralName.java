package org.brood.format.x509;

import java.util.ArrayList;
import java.util.List;
import org.brood.format.asn1.Der;
import org.brood.format.asn1.DerReader;
import org.jspecify.annotations.Nullable;

/// A name of a host, a mailbox, or whatever else (RFC 5280, section 4.2.1.6).
///
/// @param kind the number of the alternative
/// @param content the element
public record GeneralName(int kind, Der content) {
  public static final int OTHER = 0;
  public static final int EMAIL = 1;
  public static final int DNS = 2;
  public static final int X400 = 3;
  public static final int DIRECTORY = 4;
  public static final int EDI_PARTY = 5;
  public static final int URI = 6;
  public static final int IP = 7;
  public static final int REGISTERED = 8;

  private static final int NUMBER = 0x1f;
  private static final int CONTEXT = 0xc0;
  private static final int IPV4 = 4;
  private static final int IPV6 = 16;

  private static final int CONSTRUCTED = 0x20;

  /// Reads a sequence of names; null if it is broken.
  static @Nullable List<GeneralName> parseAll(@Nullable Der sequence) {
    if (sequence == null) {
      return null;
    }
    List<GeneralName> all = new ArrayList<>();
    DerReader in = sequence.inside();
    while (!in.isEmpty()) {
      GeneralName one = parse(in.next());
      if (one == null) {
        return null;
      }
      all.add(one);
    }
    return in.isBroken() ? null : all;
  }

  static @Nullable GeneralName parse(@Nullable Der element) {
    if (element == null || (element.tag() & CONTEXT) != Der.field(0)) {
      return null;
    }
    int kind = element.tag() & NUMBER;
    boolean isConstructed = (element.tag() & CONSTRUCTED) != 0;
    boolean sound =
        switch (kind) {
          case EMAIL, DNS, URI, IP, REGISTERED -> !isConstructed;
          case OTHER, X400, DIRECTORY, EDI_PARTY -> isConstructed;
          default -> false;
        };
    if (!sound || kind == DIRECTORY && directory(element) == null) {
      return null;
    }
    return new GeneralName(kind, element);
  }

  private static @Nullable Name directory(Der element) {
    return Name.parse(element.inside().need(Der.SEQUENCE));
  }

  /// The text of a mailbox, host or URI, the bytes of an address.
  public byte[] bytes() {
    return content.contentBytes();
  }

  /// As a pair of words in a list of values.
  String listed() {
    return switch (kind) {
      case OTHER -> otherListed();
      case EMAIL -> "email:" + content.latin1();
      case DNS -> "DNS:" + content.latin1();
      case URI -> "URI:" + content.latin1();
      case X400 -> "X400Name:<unsupported>";
      case EDI_PARTY -> "EdiPartyName:<unsupported>";
      case DIRECTORY -> {
        Name name = directory(content);
        yield "DirName:" + (name == null ? "" : name.slashed());
      }
      case IP -> "IP Address:" + address();
      default -> "Registered ID:" + ObjectNames.longName(content.objectId());
    };
  }

  /// As a line of its own.
  String line() {
    return switch (kind) {
      case OTHER -> "othername:" + otherLine();
      case DIRECTORY -> {
        Name name = directory(content);
        yield "DirName:" + (name == null ? "" : name.spaced());
      }
      case IP -> "IP Address:" + address();
      default -> listed();
    };
  }

  private record OtherName(String id, @Nullable Der value) {}

  private OtherName other() {
    DerReader in = content.inside();
    Der id = in.need(Der.OBJECT_ID);
    Der field = in.need(Der.constructedField(0));
    return new OtherName(
        id == null ? "" : id.objectId(), field == null ? null : field.inside().next());
  }

  private static boolean isText(@Nullable Der value) {
    return value != null && (value.tag() == Der.UTF8_STRING || value.tag() == Der.IA5_STRING);
  }

  private static String label(String id) {
    return switch (id) {
      case "1.3.6.1.5.5.7.8.9" -> "SmtpUTF8Mailbox";
      case "1.3.6.1.5.5.7.8.5" -> "XmppAddr";
      case "1.3.6.1.5.5.7.8.7" -> "SRVName";
      case "1.3.6.1.4.1.311.20.2.3" -> "UPN";
      case "1.3.6.1.5.5.7.8.8" -> "NAIRealm";
      default -> "";
    };
  }

  private String otherListed() {
    OtherName other = other();
    String label = label(other.id());
    String name = "othername: " + (label.isEmpty() ? ObjectNames.longName(other.id()) : label);
    Der value = other.value();
    return name + "::" + (value != null && isText(value) ? value.latin1() : "<unsupported>");
  }

  private String otherLine() {
    OtherName other = other();
    String label = label(other.id());
    Der value = other.value();
    return !label.isEmpty() && value != null && isText(value)
        ? label + ":" + value.latin1()
        : "<unsupported>";
  }

  private String address() {
    return switch (content.length()) {
      case IPV4 -> dotted(content, 0);
      case IPV6 -> grouped(content, 0);
      default -> "<invalid>";
    };
  }

  private static String dotted(Der of, int from) {
    return "%d.%d.%d.%d".formatted(of.at(from), of.at(from + 1), of.at(from + 2), of.at(from + 3));
  }

  private static String grouped(Der of, int from) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < from + IPV6; i += 2) {
      out.append(i == from ? "" : ":");
      out.append("%X".formatted(of.at(i) << Byte.SIZE | of.at(i + 1)));
    }
    return out.toString();
  }

  /// As it stands in name constraints, where addresses have masks.
  String constraint() {
    if (kind != IP) {
      return line();
    }
    return switch (content.length()) {
      case 2 * IPV4 -> "IP:" + dotted(content, 0) + "/" + dotted(content, IPV4);
      case 2 * IPV6 -> "IP:" + grouped(content, 0) + "/" + grouped(content, IPV6);
      default -> "IP Address:<invalid>";
    };
  }
}
