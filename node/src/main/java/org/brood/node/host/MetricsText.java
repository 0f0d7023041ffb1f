package org.brood.node.host;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.brood.telemetry.Meters;

/// Meters as Prometheus reads them (its text format, version 0.0.4).
public final class MetricsText {
  private MetricsText() {}

  /// The text.
  public static String of(List<Meters.Reading> readings) {
    StringBuilder text = new StringBuilder();
    Set<String> said = new HashSet<>();
    for (Meters.Reading reading : readings) {
      int labels = reading.name().indexOf('{');
      String name = labels < 0 ? reading.name() : reading.name().substring(0, labels);
      if (said.add(name)) {
        text.append("# HELP ").append(name).append(' ').append(reading.help()).append('\n');
        text.append("# TYPE ")
            .append(name)
            .append(' ')
            .append(reading.kind().name().toLowerCase(Locale.ROOT))
            .append('\n');
      }
      text.append(reading.name()).append(' ').append(reading.value()).append('\n');
    }
    return text.toString();
  }
}
