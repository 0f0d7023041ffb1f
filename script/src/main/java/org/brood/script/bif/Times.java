package org.brood.script.bif;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Str;

/// Times.
@Natives
public final class Times {
  private Times() {}

  public static double current_time() {
    Instant now = Instant.now();
    return now.getEpochSecond() + now.getNano() / 1e9;
  }

  public static double network_time(Runtime rt) {
    return rt.networkTime();
  }

  public static boolean set_network_time(Runtime rt, double time) {
    rt.networkTime(time);
    return true;
  }

  public static double current_event_time(Runtime rt) {
    return EventMetadata.isTimed(rt) ? rt.eventTime() : Runtime.NO_EVENT;
  }

  public static Str strftime(Str format, double time) {
    try {
      ZonedDateTime at = Instant.ofEpochSecond((long) time).atZone(ZoneId.systemDefault());
      String out = Shape.of(format.toString(), at);
      return out.isEmpty() || out.length() > 127 ? Str.of("<strftime error>") : Str.of(out);
    } catch (DateTimeException e) {
      return Str.of("<strftime error>");
    }
  }

  private static String two(int n) {
    return String.format(Locale.ROOT, "%02d", n);
  }

  private static String spaced(int n) {
    return String.format(Locale.ROOT, "%2d", n);
  }

  /// A conversion of C's `strftime` in the C locale.
  private static String field(ZonedDateTime t, char letter) {
    int hour12 = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
    return switch (letter) {
      case 'Y' -> Integer.toString(t.getYear());
      case 'y' -> two(Math.floorMod(t.getYear(), 100));
      case 'C' -> two(t.getYear() / 100);
      case 'm' -> two(t.getMonthValue());
      case 'd' -> two(t.getDayOfMonth());
      case 'e' -> spaced(t.getDayOfMonth());
      case 'H' -> two(t.getHour());
      case 'I' -> two(hour12);
      case 'k' -> spaced(t.getHour());
      case 'l' -> spaced(hour12);
      case 'M' -> two(t.getMinute());
      case 'S' -> two(t.getSecond());
      case 'p' -> t.getHour() < 12 ? "AM" : "PM";
      case 'P' -> t.getHour() < 12 ? "am" : "pm";
      case 'j' -> String.format(Locale.ROOT, "%03d", t.getDayOfYear());
      case 'a' -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'A' -> t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'b', 'h' -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'B' -> t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case 'u' -> Integer.toString(t.getDayOfWeek().getValue());
      case 'w' -> Integer.toString(t.getDayOfWeek().getValue() % 7);
      case 'U' -> two((t.getDayOfYear() + 6 - t.getDayOfWeek().getValue() % 7) / 7);
      case 'W' -> two((t.getDayOfYear() + 7 - t.getDayOfWeek().getValue()) / 7);
      case 'V' -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> Integer.toString(t.get(IsoFields.WEEK_BASED_YEAR));
      case 's' -> Long.toString(t.toEpochSecond());
      case 'z' -> offset(t);
      case 'Z' -> t.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case 'F' -> fields(t, "Y-m-d");
      case 'T' -> fields(t, "H:M:S");
      case 'R' -> fields(t, "H:M");
      case 'D', 'x' -> fields(t, "m/d/y");
      case 'X' -> fields(t, "H:M:S");
      case 'c' ->
          field(t, 'a')
              + " "
              + field(t, 'b')
              + " "
              + field(t, 'e')
              + " "
              + field(t, 'T')
              + " "
              + field(t, 'Y');
      case 'r' -> field(t, 'I') + ":" + field(t, 'M') + ":" + field(t, 'S') + " " + field(t, 'p');
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> "%" + letter;
    };
  }

  private static String offset(ZonedDateTime t) {
    int seconds = t.getOffset().getTotalSeconds();
    int minutes = Math.abs(seconds) / 60;
    return (seconds < 0 ? "-" : "+") + two(minutes / 60) + two(minutes % 60);
  }

  /// Letters are conversions, all else stands for itself.
  private static String fields(ZonedDateTime t, String shape) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      char c = shape.charAt(i);
      out.append(Character.isLetter(c) ? field(t, c) : String.valueOf(c));
    }
    return out.toString();
  }

  public static double strptime(Runtime rt, Str format, Str text) {
    double time = TimeParser.parse(format.toString(), text.toString());
    if (Double.isNaN(time)) {
      rt.note(Level.WARNING, "strptime conversion failed: fmt:" + format + " d:" + text);
      return 0;
    }
    return time;
  }

  /// Reads a time by a format of C's `strptime`.
  private static final class TimeParser {
    private final String text;
    private int at;

    private TimeParser(String text) {
      this.text = text;
    }

    static double parse(String format, String text) {
      TimeParser parser = new TimeParser(text);
      int[] parts = {1970, 1, 1, 0, 0, 0};
      for (int i = 0; i < format.length(); i++) {
        char c = format.charAt(i);
        boolean good;
        if (c == '%' && i + 1 < format.length()) {
          good = parser.field(format.charAt(++i), parts);
        } else if (Character.isWhitespace(c)) {
          parser.skipSpace();
          good = true;
        } else {
          good = parser.at < text.length() && text.charAt(parser.at++) == c;
        }
        if (!good) {
          return Double.NaN;
        }
      }
      return parser.time(parts);
    }

    private double time(int[] p) {
      if (epoch >= 0) {
        return epoch;
      }
      try {
        return LocalDate.of(p[0], p[1], p[2])
            .atTime(LocalTime.of(p[3], p[4], Math.min(p[5], 59)))
            .atZone(ZoneId.systemDefault())
            .toEpochSecond();
      } catch (DateTimeException e) {
        return Double.NaN;
      }
    }

    private long epoch = -1;

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private long number(int most) {
      skipSpace();
      int from = at;
      while (at < text.length() && at - from < most && Character.isDigit(text.charAt(at))) {
        at++;
      }
      return at == from ? -1 : Long.parseLong(text.substring(from, at));
    }

    private boolean set(int[] parts, int which, long value) {
      parts[which] = (int) value;
      return value >= 0;
    }

    private boolean field(char letter, int[] p) {
      return switch (letter) {
        case 'Y' -> set(p, 0, number(4));
        case 'y' -> {
          long year = number(2);
          p[0] = (int) (year < 69 ? 2000 + year : 1900 + year);
          yield year >= 0;
        }
        case 'm' -> set(p, 1, number(2));
        case 'd', 'e' -> set(p, 2, number(2));
        case 'H', 'I' -> set(p, 3, number(2));
        case 'M' -> set(p, 4, number(2));
        case 'S' -> set(p, 5, number(2));
        case 's' -> {
          epoch = number(18);
          yield epoch >= 0;
        }
        case 'b', 'B', 'h' -> month(p);
        case 'a', 'A' -> word() >= 0;
        case 'T' -> field('H', p) && literal(':') && field('M', p) && literal(':') && field('S', p);
        case 'F' -> field('Y', p) && literal('-') && field('m', p) && literal('-') && field('d', p);
        case 'Z' -> word() >= 0;
        case '%' -> literal('%');
        default -> false;
      };
    }

    private boolean literal(char c) {
      return at < text.length() && text.charAt(at++) == c;
    }

    private int word() {
      int from = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      return at - from;
    }

    private boolean month(int[] p) {
      int from = at;
      word();
      String name = text.substring(from, at).toLowerCase(Locale.ROOT);
      for (java.time.Month month : java.time.Month.values()) {
        String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
        if (name.length() >= 3 && full.startsWith(name)) {
          p[1] = month.get(ChronoField.MONTH_OF_YEAR);
          return true;
        }
      }
      return false;
    }
  }

  /// Times in words.
  public static final class Shape {
    private Shape() {}

    /// A time by a format of C's `strftime`.
    public static String of(String format, ZonedDateTime at) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < format.length(); i++) {
        char c = format.charAt(i);
        if (c != '%' || i + 1 == format.length()) {
          out.append(c);
        } else {
          out.append(field(at, format.charAt(++i)));
        }
      }
      return out.toString();
    }
  }
}
