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

  private static final int MAX_FILTERS = 100;

  private PcapFunctions() {}

  /// The filters of one run, by their identifiers.
  private static final class Filters {
    private final Map<EnumType.Item, Compiled> compiled = new HashMap<>();
    private String error = "no error";
  }

  /// A filter that was tried.
  ///
  /// @param expression empty for the one that matches everything
  /// @param problem why it is none, in libpcap's words; empty if it is
  private record Compiled(String expression, String problem) {

    /// The enumerator of `Pcap::filter_state`. What libpcap cannot do for a link type is no
    /// mistake.
    String state() {
      if (problem.isEmpty()) {
        return "ok";
      }
      return problem.contains("filtering not implemented") ? "warning" : "fatal";
    }
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

  private static Compiled compile(String expression, int linkType) {
    boolean everything = expression.isEmpty() || expression.equals(EVERYTHING);
    String wanted = everything ? "" : expression;
    if (linkType == LinkType.NFLOG || everything && LinkType.isKnown(linkType)) {
      return new Compiled(wanted, "");
    }
    try {
      PcapFilter.compile(expression, linkType).close();
      return new Compiled(wanted, "");
    } catch (CaptureException e) {
      String problem = String.valueOf(e.getMessage());
      boolean counts = !everything || problem.contains("not implemented");
      return new Compiled(wanted, counts ? problem : "");
    }
  }

  public static boolean precompile_pcap_filter(Runtime rt, EnumType.Item id, Str s) {
    if (id.value() >= MAX_FILTERS) {
      rt.complain("PCAP filter ids must remain below 100 (is " + id.value() + ")");
      return false;
    }
    Current current = rt.serviceIfPresent(Current.class);
    if (current == null) {
      return true;
    }
    Compiled made = compile(s.toString(), current.linkType());
    Filters filters = filters(rt);
    filters.compiled.put(id, made);
    filters.error =
        made.problem().isEmpty()
            ? "no error"
            : "cannot compile BPF filter \"" + s + "\": " + made.problem();
    return made.problem().isEmpty();
  }

  public static boolean install_pcap_filter(Runtime rt, EnumType.Item id) {
    Current current = rt.serviceIfPresent(Current.class);
    if (current == null) {
      return true;
    }
    Compiled filter = filters(rt).compiled.get(id);
    if (filter == null || !filter.problem().isEmpty()) {
      return false;
    }
    try {
      current.install(filter.expression());
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
    Compiled filter = filters(rt).compiled.get(id);
    return state(rt, filter == null ? "ok" : filter.state());
  }

  public static Str get_filter_state_string(Runtime rt, EnumType.Item id) {
    Compiled filter = filters(rt).compiled.get(id);
    return Str.of(filter == null ? "<unknown>" : filter.problem());
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
