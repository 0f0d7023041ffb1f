package org.brood.node.intel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.node.config.IndicatorType;
import org.brood.node.config.IntelFeed;

/// What came of a feed's text: indicators, which are passed on, and counts of all else.
final class Tally {
  /// How many wrong lines are told.
  private static final int MAX_TOLD = 3;

  private static final int MAX_SHOWN = 60;

  /// Takes the indicators.
  @FunctionalInterface
  interface Sink {
    void add(Indicator indicator) throws IOException;
  }

  private final IntelFeed feed;
  private final Sink sink;
  private final List<String> told = new ArrayList<>();
  private long good;
  private long wrong;
  private long notUnderstood;
  private long notValid;
  private long validUntilMillis = Long.MAX_VALUE;

  Tally(IntelFeed feed, Sink sink) {
    this.feed = feed;
    this.sink = sink;
  }

  /// An indicator with what the feed's settings say of it.
  ///
  /// @param type nothing if the text shall tell
  /// @param place where it stands, for messages
  void add(Optional<IndicatorType> type, String written, String desc, String url, String place)
      throws IOException {
    Optional<IndicatorType> known = type.or(() -> IndicatorText.typeOf(written));
    Optional<String> text = known.flatMap(one -> IndicatorText.of(one, written));
    if (known.isEmpty() || text.isEmpty()) {
      wrong(place, type.map(one -> "no " + one).orElse("no indicator"), written);
      return;
    }
    add(
        new Indicator(
            known.get(), text.get(), feed.sourceName(), desc, url, feed.notice() ? "T" : "F", ""));
  }

  void add(Indicator indicator) throws IOException {
    good++;
    sink.add(indicator);
  }

  /// Counts what is no indicator; the first few are told.
  void wrong(String place, String problem, String text) {
    wrong++;
    if (told.size() < MAX_TOLD) {
      String shown = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
      StringBuilder printable = new StringBuilder(place).append(": ").append(problem).append(": ");
      shown.chars().forEach(c -> printable.append(Character.isISOControl(c) ? '?' : (char) c));
      told.add(printable.toString());
    }
  }

  /// Counts what may be right and asks for more than can be looked for.
  void notUnderstood() {
    notUnderstood++;
  }

  /// Counts what is not valid yet or any more.
  void notValid() {
    notValid++;
  }

  /// Notes that some of the feed changes its meaning then.
  void turnsAt(long millis) {
    validUntilMillis = Math.min(validUntilMillis, millis);
  }

  /// When the feed means something else though it is the same, [Long#MAX_VALUE] for never.
  long turnsAtMillis() {
    return validUntilMillis;
  }

  long good() {
    return good;
  }

  long wrong() {
    return wrong;
  }

  /// What is odd, in words; empty if nothing is.
  String oddities() {
    List<String> parts = new ArrayList<>();
    if (wrong > 0) {
      parts.add(
          wrong + " wrong (" + String.join("; ", told) + (wrong > told.size() ? "; …" : "") + ")");
    }
    if (notUnderstood > 0) {
      parts.add(notUnderstood + " not understood");
    }
    if (notValid > 0) {
      parts.add(notValid + " not valid now");
    }
    return String.join(", ", parts);
  }
}
