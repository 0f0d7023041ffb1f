package org.brood.bif;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.capture.CaptureException;
import org.brood.capture.LinkType;
import org.brood.capture.linux.FilteredSource;
import org.brood.capture.linux.PcapFilter;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;

/// The module `Pcap`: capture filters.
@Natives("Pcap")
public final class PcapFunctions {
  /// The expression that matches everything: it needs no compiler.
  private static final String EVERYTHING = "ip or not ip";

  private PcapFunctions() {}

  /// The filters of one run, by their identifiers.
  private static final class Filters {
    private final Map<EnumType.Item, String> expressions = new HashMap<>();
    private String error = "no error";
  }

  /// The sources that filters are installed on: one file at a time, or all interfaces.
  public static final class Current {
    private final List<FilteredSource> sources;

    public Current(List<FilteredSource> sources) {
      this.sources = List.copyOf(sources);
    }

    private void install(String expression) throws CaptureException {
      for (FilteredSource source : sources) {
        source.install(expression);
      }
    }
  }

  private static Filters filters(Runtime rt) {
    return rt.serviceOr(Filters.class, Filters::new);
  }

  private static String simplified(String expression) {
    return expression.equals(EVERYTHING) ? "" : expression;
  }

  public static boolean precompile_pcap_filter(Runtime rt, EnumType.Item id, Str s) {
    Filters filters = filters(rt);
    String expression = simplified(s.toString());
    if (!expression.isEmpty()) {
      try {
        PcapFilter.compile(expression, LinkType.ETHERNET).close();
        filters.error = "no error";
      } catch (CaptureException e) {
        filters.error = String.valueOf(e.getMessage());
        return false;
      }
    }
    filters.expressions.put(id, expression);
    return true;
  }

  public static boolean install_pcap_filter(Runtime rt, EnumType.Item id) {
    String expression = filters(rt).expressions.get(id);
    if (expression == null) {
      return false;
    }
    Current current = rt.serviceIfPresent(Current.class);
    if (current == null) {
      return true;
    }
    try {
      current.install(expression);
      return true;
    } catch (CaptureException e) {
      filters(rt).error = String.valueOf(e.getMessage());
      return false;
    }
  }

  public static Str error(Runtime rt) {
    return Str.of(filters(rt).error);
  }
}
