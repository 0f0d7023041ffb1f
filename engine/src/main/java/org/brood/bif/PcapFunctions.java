package org.brood.bif;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.capture.CaptureException;
import org.brood.capture.LinkType;
import org.brood.capture.linux.FilteredSource;
import org.brood.capture.linux.PcapFilter;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

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

    /// Frames that the sources lost.
    long dropped() {
      return sources.stream().mapToLong(FilteredSource::dropped).sum();
    }

    /// Frames that passed the sources.
    long onLink() {
      return sources.stream().mapToLong(FilteredSource::onLink).sum();
    }

    private void install(String expression) throws CaptureException {
      for (FilteredSource source : sources) {
        source.install(expression);
      }
    }

    int linkType() {
      return sources.isEmpty() ? -1 : sources.getFirst().linkType();
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

  private static EnumType.Item state(Runtime rt, String name) {
    EnumType.Item item = rt.service(Events.class).item("Pcap::filter_state", "Pcap::" + name);
    if (item == null) {
      throw rt.error("no such state of filters");
    }
    return item;
  }

  public static EnumType.Item get_filter_state(Runtime rt, EnumType.Item id) {
    return state(rt, filters(rt).expressions.containsKey(id) ? "ok" : "fatal");
  }

  public static Str get_filter_state_string(Runtime rt, EnumType.Item id) {
    return Str.of(filters(rt).expressions.containsKey(id) ? "" : filters(rt).error);
  }

  /// The interfaces of this machine.
  public static Table findalldevs(Runtime rt) {
    RecordShape shape = rt.service(Events.class).record("Pcap::Interface");
    Table found = new Table(new TableType(List.of(shape.make().recordType()), null));
    try {
      for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
        Record one = shape.make();
        one.set("name", Str.of(device.getName()));
        Table addresses = new Table(new TableType(List.of(Basic.ADDR), null));
        HostFunctions.addresses(device).forEach(a -> addresses.put(a, Table.MEMBER));
        one.set("addrs", addresses);
        one.set("is_loopback", device.isLoopback());
        one.set("is_up", device.isUp());
        one.set("is_running", device.isUp());
        found.put(one, Table.MEMBER);
      }
    } catch (SocketException e) {
      filters(rt).error = String.valueOf(e.getMessage());
    }
    return found;
  }
}
