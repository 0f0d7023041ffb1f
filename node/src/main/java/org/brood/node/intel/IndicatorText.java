package org.brood.node.intel;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.brood.node.config.IndicatorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Subnet;

/// How indicators are written, so that what is seen can equal them.
final class IndicatorText {
  private static final int MAX_CHARS = 4096;
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_LABEL = 63;
  private static final int MD5_DIGITS = 32;
  private static final int SHA1_DIGITS = 40;
  private static final int SHA256_DIGITS = 64;

  /// A name or an address, with a port or without.
  private static final Pattern HOST =
      Pattern.compile("[\\p{L}\\p{N}._-]+(:\\d+)?|\\[[0-9a-fA-F:.]+\\](:\\d+)?");

  private IndicatorText() {}

  /// A text as an indicator of a type; nothing if it is none.
  static Optional<String> of(IndicatorType type, String written) {
    String text = written.strip();
    if (text.isEmpty() || text.length() > MAX_CHARS || hasControls(text)) {
      return Optional.empty();
    }
    return switch (type) {
      case ADDR -> address(text);
      case SUBNET -> subnet(text);
      case URL -> url(text);
      case EMAIL -> email(text);
      case DOMAIN -> domain(text);
      case CERT_HASH, FILE_HASH -> hash(text);
      case PUBKEY_HASH -> keyHash(text);
      case SOFTWARE, USER_NAME, FILE_NAME -> Optional.of(text);
    };
  }

  /// The type that a text looks like.
  static Optional<IndicatorType> typeOf(String written) {
    String text = written.strip();
    if (address(text).isPresent()) {
      return Optional.of(IndicatorType.ADDR);
    }
    if (subnet(text).isPresent()) {
      return Optional.of(IndicatorType.SUBNET);
    }
    if (text.indexOf('/') > 0) {
      return Optional.of(IndicatorType.URL);
    }
    if (text.indexOf('@') > 0) {
      return Optional.of(IndicatorType.EMAIL);
    }
    if (hash(text).isPresent()) {
      return Optional.of(IndicatorType.FILE_HASH);
    }
    return text.indexOf('.') > 0 && domain(text).isPresent()
        ? Optional.of(IndicatorType.DOMAIN)
        : Optional.empty();
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static String unbracketed(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  private static Optional<String> address(String text) {
    int slash = text.indexOf('/');
    Addr addr = Addr.parse(unbracketed(slash < 0 ? text : text.substring(0, slash)));
    if (addr == null || slash >= 0 && !text.substring(slash).equals(addr.isV4() ? "/32" : "/128")) {
      return Optional.empty();
    }
    return Optional.of(addr.toString());
  }

  private static Optional<String> subnet(String text) {
    int slash = text.indexOf('/');
    Addr base = slash < 0 ? null : Addr.parse(unbracketed(text.substring(0, slash)));
    Subnet net = base == null ? null : Subnet.ofWritten(base, text.substring(slash + 1));
    return net == null ? Optional.empty() : Optional.of(net.toString());
  }

  /// Without scheme, standard port and fragment; with a path: requests have one.
  private static Optional<String> url(String text) {
    int scheme = text.indexOf("://");
    String kind = scheme < 0 ? "" : text.substring(0, scheme).toLowerCase(Locale.ROOT);
    String rest = scheme < 0 ? text : text.substring(scheme + "://".length());
    int fragment = rest.indexOf('#');
    if (fragment >= 0) {
      rest = rest.substring(0, fragment);
    }
    int slash = rest.indexOf('/');
    int query = rest.indexOf('?');
    int end = slash < 0 || query >= 0 && query < slash ? query : slash;
    String host = end < 0 ? rest : rest.substring(0, end);
    String path =
        end < 0 ? "/" : rest.charAt(end) == '?' ? "/" + rest.substring(end) : rest.substring(end);
    String port = kind.equals("https") ? ":443" : ":80";
    if (host.endsWith(port)) {
      host = host.substring(0, host.length() - port.length());
    }
    boolean good = HOST.matcher(host).matches() && path.chars().noneMatch(Character::isWhitespace);
    return good ? Optional.of(host.toLowerCase(Locale.ROOT) + path) : Optional.empty();
  }

  private static Optional<String> email(String text) {
    int at = text.indexOf('@');
    boolean good =
        at > 0
            && at == text.lastIndexOf('@')
            && at < text.length() - 1
            && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '<' || c == '>');
    return good ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /// In lower case and ASCII, without the root's dot (RFC 1035, section 2.3.1; RFC 5890).
  private static Optional<String> domain(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > MAX_DOMAIN) {
      return Optional.empty();
    }
    if (name.chars().anyMatch(c -> c > 0x7f)) {
      try {
        name = IDN.toASCII(name);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }
    int label = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean dot = c == '.';
      boolean good =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '_';
      if (dot ? label == 0 : !good || label == MAX_LABEL) {
        return Optional.empty();
      }
      label = dot ? 0 : label + 1;
    }
    return label == 0 ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /// MD5, SHA-1 or SHA-256: what is computed of files and certificates.
  private static Optional<String> hash(String text) {
    int digits = text.length();
    boolean good =
        (digits == MD5_DIGITS || digits == SHA1_DIGITS || digits == SHA256_DIGITS) && isHex(text);
    return good ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /// MD5 of a key with colons between its bytes, as it is seen.
  private static Optional<String> keyHash(String text) {
    String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
    if (digits.length() != MD5_DIGITS || !isHex(digits)) {
      return Optional.empty();
    }
    StringBuilder colons = new StringBuilder();
    for (int i = 0; i < digits.length(); i += 2) {
      colons.append(i == 0 ? "" : ":").append(digits, i, i + 2);
    }
    return Optional.of(colons.toString());
  }

  /// The type that others call so, in columns of CSV: Zeek's names and those that lists of
  /// indicators often have.
  static Optional<IndicatorType> typeNamed(String word) {
    Optional<IndicatorType> own = IndicatorType.named(word);
    return own.isPresent()
        ? own
        : switch (word.toLowerCase(Locale.ROOT)) {
          case "ip", "ipv4", "ipv6", "ip-src", "ip-dst", "address", "ipv4-addr", "ipv6-addr" ->
              Optional.of(IndicatorType.ADDR);
          case "cidr", "net", "network" -> Optional.of(IndicatorType.SUBNET);
          case "hostname", "host", "domain-name", "fqdn" -> Optional.of(IndicatorType.DOMAIN);
          case "uri" -> Optional.of(IndicatorType.URL);
          case "email-src", "email-dst", "email-addr" -> Optional.of(IndicatorType.EMAIL);
          case "md5",
              "sha1",
              "sha-1",
              "sha256",
              "sha-256",
              "hash",
              "md5_hash",
              "sha1_hash",
              "sha256_hash" ->
              Optional.of(IndicatorType.FILE_HASH);
          case "filename" -> Optional.of(IndicatorType.FILE_NAME);
          default -> Optional.empty();
        };
  }
}
