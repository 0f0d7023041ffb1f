package org.brood.node.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The feeds of `intel.feeds`: a section for each.
///
/// @param warnings a line each
public record IntelFeeds(List<IntelFeed> feeds, List<String> warnings) {
  /// The file's name in a site folder.
  public static final String FILE = "intel.feeds";

  /// None.
  public static final IntelFeeds NONE = new IntelFeeds(List.of(), List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([a-zA-Z]*)");
  private static final int MAX_FEEDS = 1000;
  private static final int MAX_COLUMN = 1000;
  private static final Duration WEB_INTERVAL = Duration.ofHours(1);
  private static final Duration DISK_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LEAST_WEB_INTERVAL = Duration.ofSeconds(10);
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofDays(30);
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int MIN_PERCENT = 50;
  private static final long MAX_BYTES = 256L << 20;
  private static final long MOST_BYTES = 4L << 30;
  private static final Set<String> KEYS =
      Set.of(
          "url",
          "file",
          "format",
          "type",
          "columns",
          "separator",
          "skip-header",
          "interval",
          "timeout",
          "credentials-file",
          "ca-file",
          "source",
          "do_notice",
          "min-share",
          "max-size");

  public IntelFeeds {
    feeds = List.copyOf(feeds);
    warnings = List.copyOf(warnings);
  }

  /// Reads the file of a site folder; without one there are none.
  ///
  /// @throws ConfigException with the line that makes no sense
  public static IntelFeeds ofSite(Path folder) throws ConfigException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? read(file, FILE) : NONE;
  }

  /// Reads a file.
  ///
  /// @param called how messages call it
  /// @throws ConfigException with the line that makes no sense
  public static IntelFeeds read(Path file, String called) throws ConfigException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(called, "cannot be read");
    }
    List<IntelFeed> feeds = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Path folder = file.toAbsolutePath().resolveSibling("");
    for (Sections.Section section : Sections.of(called, "FEED", lines)) {
      Reader reader = new Reader(called, section, folder, warnings);
      feeds.add(reader.feed());
      if (!names.add(section.name().toLowerCase(Locale.ROOT))) {
        throw reader.wrong(section.line(), "[" + section.name() + "] stands there twice");
      }
    }
    if (feeds.size() > MAX_FEEDS) {
      throw new ConfigException(called, "more than " + MAX_FEEDS + " feeds");
    }
    return new IntelFeeds(feeds, warnings);
  }

  /// One section.
  ///
  /// @param folder what names of files begin at
  private record Reader(
      String called, Sections.Section section, Path folder, List<String> warnings) {
    ConfigException wrong(int line, String problem) {
      return Sections.wrong(called, line, problem);
    }

    private ConfigException wrong(String key, String expected) {
      Sections.Entry entry = section.entries().get(key);
      return entry == null
          ? wrong(section.line(), "[" + section.name() + "]: " + key + ": expected " + expected)
          : wrong(
              entry.line(), "%s: expected %s, not \"%s\"".formatted(key, expected, entry.value()));
    }

    private boolean has(String key) {
      return section.entries().containsKey(key);
    }

    IntelFeed feed() throws ConfigException {
      if (!NAME.matcher(section.name()).matches()) {
        throw wrong(
            section.line(),
            "a feed's name has letters, digits, \".\", \"_\" and \"-\", not \""
                + section.name()
                + "\"");
      }
      for (Map.Entry<String, Sections.Entry> entry : section.entries().entrySet()) {
        if (!KEYS.contains(entry.getKey())) {
          throw wrong(entry.getValue().line(), "there is no key " + entry.getKey());
        }
      }
      IntelFeed.Place place = place();
      IntelFeed.Format format = format();
      boolean web = place instanceof IntelFeed.Place.Web;
      return new IntelFeed(
          section.name(),
          place,
          format,
          type(format),
          columns(format),
          separator(format),
          skipped(format),
          duration(
              "interval", web ? WEB_INTERVAL : DISK_INTERVAL, web ? LEAST_WEB_INTERVAL : LEAST),
          duration("timeout", TIMEOUT, LEAST),
          access(place),
          source(),
          yes("do_notice"),
          minPercent(),
          maxBytes());
    }

    private IntelFeed.Place place() throws ConfigException {
      if (has("url") == has("file")) {
        throw wrong(
            section.line(), "[" + section.name() + "] needs either url or file, and not both");
      }
      if (has("file")) {
        return new IntelFeed.Place.Disk(path("file"));
      }
      try {
        URI uri = new URI(section.text("url"));
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() != null
            && uri.getUserInfo() == null
            && (scheme.equals("https") || scheme.equals("http"))) {
          if (scheme.equals("http")) {
            warnings.add(
                "%s:%d: nothing proves who answers to http".formatted(called, line("url")));
          }
          return new IntelFeed.Place.Web(uri);
        }
      } catch (URISyntaxException e) {
        // said below
      }
      throw wrong("url", "https://HOST/… without a user");
    }

    private int line(String key) {
      Sections.Entry entry = section.entries().get(key);
      return entry == null ? section.line() : entry.line();
    }

    private Path path(String key) throws ConfigException {
      String text = section.text(key);
      try {
        if (!text.isEmpty()) {
          return folder.resolve(text);
        }
      } catch (InvalidPathException e) {
        // said below
      }
      throw wrong(key, "the name of a file");
    }

    private IntelFeed.Format format() throws ConfigException {
      String text = section.text("format");
      for (IntelFeed.Format one : IntelFeed.Format.values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(text)) {
          return one;
        }
      }
      throw wrong("format", "zeek, list, csv or stix");
    }

    private void only(String key, IntelFeed.Format format, IntelFeed.Format... allowed)
        throws ConfigException {
      if (has(key) && !List.of(allowed).contains(format)) {
        throw wrong(
            line(key),
            "%s means nothing for the format %s"
                .formatted(key, format.name().toLowerCase(Locale.ROOT)));
      }
    }

    private @Nullable IndicatorType type(IntelFeed.Format format) throws ConfigException {
      only("type", format, IntelFeed.Format.LIST, IntelFeed.Format.CSV);
      String text = section.text("type");
      if (text.isEmpty() || text.equals("auto")) {
        return null;
      }
      return IndicatorType.named(text)
          .orElseThrow(() -> wrong("type", "auto or a type of indicator such as DOMAIN"));
    }

    private Map<IntelFeed.Column, Integer> columns(IntelFeed.Format format) throws ConfigException {
      only("columns", format, IntelFeed.Format.CSV);
      Map<IntelFeed.Column, Integer> columns = new EnumMap<>(IntelFeed.Column.class);
      String text = section.text("columns");
      for (String one : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
        String[] parts = one.split(":", -1);
        IntelFeed.Column column = null;
        for (IntelFeed.Column known : IntelFeed.Column.values()) {
          if (known.name().equalsIgnoreCase(parts[0].strip())) {
            column = known;
          }
        }
        String number = parts.length == 2 ? parts[1].strip() : "";
        if (column == null
            || !number.matches("[1-9]\\d{0,3}")
            || Integer.parseInt(number) > MAX_COLUMN
            || columns.put(column, Integer.parseInt(number) - 1) != null) {
          throw wrong("columns", "such as indicator:1, type:3, desc:4, url:5");
        }
      }
      if (format == IntelFeed.Format.CSV && !columns.containsKey(IntelFeed.Column.INDICATOR)) {
        if (!columns.isEmpty()) {
          throw wrong("columns", "indicator:N among them");
        }
        columns.put(IntelFeed.Column.INDICATOR, 0);
      }
      return Map.copyOf(columns);
    }

    private char separator(IntelFeed.Format format) throws ConfigException {
      only("separator", format, IntelFeed.Format.CSV);
      String text = section.text("separator");
      return switch (text) {
        case "" -> ',';
        case "tab", "\\t" -> '\t';
        default -> {
          if (text.length() != 1 || text.equals("\"")) {
            throw wrong("separator", "one character or tab");
          }
          yield text.charAt(0);
        }
      };
    }

    private int skipped(IntelFeed.Format format) throws ConfigException {
      only("skip-header", format, IntelFeed.Format.CSV);
      String text = section.text("skip-header");
      return switch (text) {
        case "", "no" -> 0;
        case "yes" -> 1;
        default -> {
          if (!text.matches("\\d{1,4}")) {
            throw wrong("skip-header", "yes, no or how many lines");
          }
          yield Integer.parseInt(text);
        }
      };
    }

    private Duration duration(String key, Duration standard, Duration least)
        throws ConfigException {
      if (!has(key)) {
        return standard;
      }
      Matcher amount = AMOUNT.matcher(section.text(key));
      if (amount.matches()) {
        long number = Long.parseLong(amount.group(1));
        Duration duration =
            switch (amount.group(2).toLowerCase(Locale.ROOT)) {
              case "s", "sec", "second", "seconds" -> Duration.ofSeconds(number);
              case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
              case "h", "hr", "hour", "hours" -> Duration.ofHours(number);
              case "d", "day", "days" -> Duration.ofDays(number);
              default -> Duration.ZERO;
            };
        if (duration.compareTo(least) >= 0 && duration.compareTo(MOST) <= 0) {
          return duration;
        }
      }
      throw wrong(key, "from %ds to %dd, such as 30m".formatted(least.toSeconds(), MOST.toDays()));
    }

    private IntelFeed.Access access(IntelFeed.Place place) throws ConfigException {
      boolean secure =
          place instanceof IntelFeed.Place.Web web
              && "https".equalsIgnoreCase(web.uri().getScheme());
      for (String key : List.of("credentials-file", "ca-file")) {
        if (has(key) && !secure) {
          throw wrong(line(key), key + " is for https alone");
        }
        // A site folder is handed to all hosts: no place for secrets.
        if (has(key) && !section.text(key).startsWith("/")) {
          throw wrong(key, "a file outside of the site folder, from the root on");
        }
      }
      return new IntelFeed.Access(
          has("credentials-file") ? path("credentials-file") : null,
          has("ca-file") ? path("ca-file") : null);
    }

    private String source() throws ConfigException {
      String text = section.text("source");
      if (text.chars().anyMatch(c -> c < ' ')) {
        throw wrong("source", "a text");
      }
      return text;
    }

    private boolean yes(String key) throws ConfigException {
      return switch (section.text(key)) {
        case "yes" -> true;
        case "", "no" -> false;
        default -> throw wrong(key, "yes or no");
      };
    }

    private int minPercent() throws ConfigException {
      if (!has("min-share")) {
        return MIN_PERCENT;
      }
      String text = section.text("min-share");
      String number = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
      if (!number.matches("\\d{1,3}") || Integer.parseInt(number) > 100) {
        throw wrong("min-share", "from 0% to 100%");
      }
      return Integer.parseInt(number);
    }

    private long maxBytes() throws ConfigException {
      if (!has("max-size")) {
        return MAX_BYTES;
      }
      Matcher amount = AMOUNT.matcher(section.text("max-size"));
      if (amount.matches()) {
        long number = Long.parseLong(amount.group(1));
        long bytes =
            switch (amount.group(2).toLowerCase(Locale.ROOT)) {
              case "" -> number;
              case "k", "kb" -> number << 10;
              case "m", "mb" -> number << 20;
              case "g", "gb" -> number << 30;
              default -> 0;
            };
        if (bytes > 0 && bytes <= MOST_BYTES) {
          return bytes;
        }
      }
      throw wrong("max-size", "a size up to 4g, such as 64m");
    }
  }
}
