package org.brood.format.x509;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.brood.format.asn1.Der;

/// A point of time in a certificate (RFC 5280, section 4.1.2.5).
///
/// @param seconds since 1970, 0 if it is none
/// @param weird what is wrong with it, empty for nothing
public record CertificateTime(double seconds, String weird) {
  private static final int UTC_LENGTH = 10;
  private static final int GENERALIZED_LENGTH = 12;

  private static CertificateTime wrong(String weird) {
    return new CertificateTime(0, weird);
  }

  /// Reads an element that should be a time.
  public static CertificateTime of(Der time) {
    String text = time.latin1();
    int length = text.length();
    return switch (time.tag()) {
      case Der.UTC_TIME -> {
        if (length < 11 || length > 17) {
          yield wrong("x509_utc_length");
        }
        if (text.charAt(length - 1) != 'Z') {
          yield wrong("x509_utc_format");
        }
        String century = text.charAt(0) < '5' ? "20" : "19";
        yield of(century + text.substring(0, UTC_LENGTH), text.substring(UTC_LENGTH));
      }
      case Der.GENERALIZED_TIME ->
          length < 12 || length > 23
              ? wrong("x509_gen_time_length")
              : of(text.substring(0, GENERALIZED_LENGTH), text.substring(GENERALIZED_LENGTH));
      default -> wrong("x509_invalid_time_type");
    };
  }

  /// @param upToMinutes year to minutes, twelve digits
  /// @param rest seconds, and how far from universal time it is
  private static CertificateTime of(String upToMinutes, String rest) {
    int seconds = 0;
    int at = 0;
    if (!rest.isEmpty() && "Z+-".indexOf(rest.charAt(0)) < 0) {
      if (rest.length() < 2) {
        return wrong("x509_time_add_char");
      }
      seconds = number(rest, 0, 2);
      at = 2;
      if (at < rest.length() && rest.charAt(at) == '.') {
        at++;
        while (at < rest.length() && Character.digit(rest.charAt(at), 10) >= 0) {
          at++;
        }
      }
    }
    String zone = rest.substring(at);
    if (zone.isEmpty() || zone.charAt(0) == 'Z') {
      return at(upToMinutes, seconds);
    }
    if (zone.length() < 5) {
      return wrong("x509_time_offset_underflow");
    }
    int minutes = 60 * number(zone, 1, 3) + number(zone, 3, 5);
    return switch (zone.charAt(0)) {
      case '+' -> at(upToMinutes, seconds - 60 * minutes);
      case '-' -> at(upToMinutes, seconds + 60 * minutes);
      default -> wrong("x509_time_offset_type");
    };
  }

  /// Months of thirteen days' weeks and the like run over into what follows, as calendars do.
  private static CertificateTime at(String upToMinutes, int seconds) {
    int year = number(upToMinutes, 0, 4);
    int month = number(upToMinutes, 4, 6) - 1;
    LocalDateTime begin =
        LocalDateTime.of(Math.clamp(year, 0, 9999), 1, 1, 0, 0)
            .plusMonths(month)
            .plusDays(number(upToMinutes, 6, 8) - 1L)
            .plusHours(number(upToMinutes, 8, 10))
            .plusMinutes(number(upToMinutes, 10, 12))
            .plusSeconds(seconds);
    return new CertificateTime(begin.toEpochSecond(ZoneOffset.UTC), "");
  }

  /// Digits as a number; other characters count as what they would be behind '0'.
  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }
}
