package org.brood.node.intel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brood.node.config.IndicatorType;

/// A pattern of STIX 2.1 (part 9, "STIX Patterning") as indicators, where it says no more than that
/// one of some things was seen: comparisons with `=` or `IN`, joined by `OR`.
final class StixPattern {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_FOUND = 1000;

  /// An indicator of a pattern.
  record Found(IndicatorType type, String text) {}

  /// A pattern that says more.
  private static final class NotSimple extends Exception {
    NotSimple() {
      super("", null, false, false);
    }
  }

  private final String text;
  private final List<Found> found = new ArrayList<>();
  private int at;

  private StixPattern(String text) {
    this.text = text;
  }

  /// The indicators of a pattern; none if it is not that simple.
  static List<Found> of(String pattern) {
    StixPattern parser = new StixPattern(pattern);
    try {
      parser.observations(0);
      parser.space();
      return parser.at == pattern.length() ? List.copyOf(parser.found) : List.of();
    } catch (NotSimple e) {
      return List.of();
    }
  }

  private void space() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean accept(String token) {
    space();
    boolean found = text.regionMatches(true, at, token, 0, token.length());
    boolean word = Character.isLetter(token.charAt(0));
    int end = at + token.length();
    if (found && word && end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      return false;
    }
    at = found ? end : at;
    return found;
  }

  private void expect(String token) throws NotSimple {
    if (!accept(token)) {
      throw new NotSimple();
    }
  }

  private static int deeper(int depth) throws NotSimple {
    if (depth >= MAX_DEPTH) {
      throw new NotSimple();
    }
    return depth + 1;
  }

  private void observations(int depth) throws NotSimple {
    do {
      if (accept("(")) {
        observations(deeper(depth));
        expect(")");
      } else {
        expect("[");
        comparisons(deeper(depth));
        expect("]");
      }
    } while (accept("OR"));
  }

  private void comparisons(int depth) throws NotSimple {
    do {
      if (accept("(")) {
        comparisons(deeper(depth));
        expect(")");
      } else {
        comparison();
      }
    } while (accept("OR"));
  }

  private void comparison() throws NotSimple {
    String path = path();
    if (accept("=")) {
      add(path, literal());
    } else if (accept("IN")) {
      expect("(");
      do {
        add(path, literal());
      } while (accept(","));
      expect(")");
    } else {
      boolean net = path.startsWith("ipv") && accept("ISSUBSET");
      if (!net) {
        throw new NotSimple();
      }
      add(path, literal());
    }
  }

  /// What is compared, such as `file:hashes.'SHA-256'`, in lower case without quotes.
  private String path() throws NotSimple {
    space();
    StringBuilder path = new StringBuilder();
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':' || c == '.') {
        path.append(c);
      } else if (c != '\'' && c != '"') {
        break;
      }
    }
    if (path.isEmpty()) {
      throw new NotSimple();
    }
    return path.toString().toLowerCase(Locale.ROOT);
  }

  private String literal() throws NotSimple {
    expect("'");
    StringBuilder value = new StringBuilder();
    for (; at < text.length() && text.charAt(at) != '\''; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    expect("'");
    return value.toString();
  }

  private void add(String path, String value) throws NotSimple {
    IndicatorType type = typeOf(path, value);
    if (found.size() >= MAX_FOUND) {
      throw new NotSimple();
    }
    found.add(new Found(type, value));
  }

  private static IndicatorType typeOf(String path, String value) throws NotSimple {
    return switch (path) {
      case "ipv4-addr:value",
          "ipv6-addr:value",
          "network-traffic:src_ref.value",
          "network-traffic:dst_ref.value" ->
          value.indexOf('/') >= 0 && IndicatorText.of(IndicatorType.ADDR, value).isEmpty()
              ? IndicatorType.SUBNET
              : IndicatorType.ADDR;
      case "domain-name:value" -> IndicatorType.DOMAIN;
      case "url:value" -> IndicatorType.URL;
      case "email-addr:value", "email-message:from_ref.value", "email-message:sender_ref.value" ->
          IndicatorType.EMAIL;
      case "file:hashes.md5",
          "file:hashes.sha-1",
          "file:hashes.sha1",
          "file:hashes.sha-256",
          "file:hashes.sha256" ->
          IndicatorType.FILE_HASH;
      case "file:name" -> IndicatorType.FILE_NAME;
      case "x509-certificate:hashes.md5",
          "x509-certificate:hashes.sha-1",
          "x509-certificate:hashes.sha1",
          "x509-certificate:hashes.sha-256",
          "x509-certificate:hashes.sha256" ->
          IndicatorType.CERT_HASH;
      case "user-account:user_id", "user-account:account_login" -> IndicatorType.USER_NAME;
      case "software:name" -> IndicatorType.SOFTWARE;
      default -> throw new NotSimple();
    };
  }
}
