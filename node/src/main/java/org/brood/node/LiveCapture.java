package org.brood.node;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brood.capture.CaptureException;
import org.brood.capture.LiveSource;
import org.brood.capture.linux.AfPacketOptions;
import org.brood.capture.linux.AfPacketSource;
import org.brood.capture.linux.FilteredSource;
import org.brood.capture.linux.Poller;
import org.brood.capture.linux.UdpSource;
import org.brood.event.Events;
import org.brood.script.type.EnumType;
import org.brood.worker.Worker;

/// The interfaces of a live run, opened, and what a worker asks while it reads them.
final class LiveCapture implements Worker.Outside, AutoCloseable {
  private static final String AF_PACKET = "af_packet::";
  private static final String UDP = "udp:";
  private static final Pattern UDP_SOURCE =
      Pattern.compile("udp:(?<host>.+):(?<port>\\d{1,5}):(?<wrapping>vxlan|geneve|raw)");
  private static final int MAX_PORT = 65_535;
  private static final int WAIT_MILLIS = 20;
  private static final long SECOND = 1_000_000_000L;

  private final List<LiveSource> sources;
  private final List<FilteredSource> filtered = new ArrayList<>();
  private final Poller poller;
  private final Clock clock;
  private final StopSignal stop;

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  private LiveCapture(List<LiveSource> sources, Clock clock, StopSignal stop) {
    this.sources = sources;
    this.clock = clock;
    this.stop = stop;
    for (LiveSource source : sources) {
      filtered.add(new FilteredSource(source));
    }
    poller = new Poller(sources);
  }

  /// Opens interfaces by name. One that is called `af_packet::NAME` shares its packets as the
  /// script options of the module `AF_Packet` say; a plain NAME gets all;
  /// `udp:ADDRESS:PORT:WRAPPING` receives mirrored traffic.
  ///
  /// @param sharing how many processes receive it, 1 if this one has it alone
  /// @throws CaptureException if one cannot be opened; then none is open
  static LiveCapture open(List<String> names, int sharing, Events events, StopSignal stop)
      throws CaptureException {
    List<LiveSource> sources = new ArrayList<>();
    try {
      for (String name : names) {
        sources.add(open(name, sharing, events));
      }
    } catch (CaptureException e) {
      sources.forEach(LiveSource::close);
      throw e;
    }
    return new LiveCapture(sources, Clock.systemUTC(), stop);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  private static LiveSource open(String name, int sharing, Events events) throws CaptureException {
    if (name.startsWith(UDP)) {
      return udp(name, sharing);
    }
    boolean plugin = name.startsWith(AF_PACKET);
    return AfPacketSource.open(
        plugin ? name.substring(AF_PACKET.length()) : name, options(events, plugin));
  }

  @SuppressWarnings("MustBeClosedChecker") // closed with this
  private static LiveSource udp(String name, int sharing) throws CaptureException {
    Matcher parts = UDP_SOURCE.matcher(name);
    if (!parts.matches()) {
      throw new CaptureException(name + ": expected udp:ADDRESS:PORT:vxlan, :geneve or :raw");
    }
    int port = Integer.parseInt(parts.group("port"));
    if (port > MAX_PORT) {
      throw new CaptureException(name + ": there is no port " + port);
    }
    String host = parts.group("host");
    InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
    if (address.isUnresolved()) {
      throw new CaptureException(name + ": there is no address " + host);
    }
    return UdpSource.open(
        name,
        address,
        UdpSource.Wrapping.valueOf(parts.group("wrapping").toUpperCase(Locale.ROOT)),
        sharing);
  }

  private static AfPacketOptions options(Events events, boolean plugin) throws CaptureException {
    AfPacketOptions standard = AfPacketOptions.standard();
    if (!plugin) {
      return standard;
    }
    return new AfPacketOptions(
        events.count("AF_Packet::buffer_size", standard.ringBytes()),
        (int) Math.min(Integer.MAX_VALUE, events.count("AF_Packet::block_size", 1 << 15)),
        (int) (events.nanos("AF_Packet::block_timeout", 10_000_000) / 1_000_000),
        events.bool("AF_Packet::enable_fanout", true)
            ? fanout(events)
            : AfPacketOptions.Fanout.NONE,
        (int) Math.min(Integer.MAX_VALUE, events.count("AF_Packet::fanout_id", 23)),
        events.bool("AF_Packet::enable_defrag", false),
        events.bool("AF_Packet::enable_hw_timestamping", false));
  }

  private static AfPacketOptions.Fanout fanout(Events events) throws CaptureException {
    String mode =
        events.global("AF_Packet::fanout_mode") instanceof EnumType.Item item ? item.name() : "";
    return switch (mode.substring(mode.lastIndexOf(':') + 1)) {
      case "FANOUT_HASH", "" -> AfPacketOptions.Fanout.HASH;
      case "FANOUT_CPU" -> AfPacketOptions.Fanout.CPU;
      case "FANOUT_QM" -> AfPacketOptions.Fanout.QUEUE;
      default -> throw new CaptureException(mode + " is not supported");
    };
  }

  /// The sources as filters see them.
  List<FilteredSource> filtered() {
    return List.copyOf(filtered);
  }

  /// What was captured and lost on each interface, a line each.
  ///
  /// @param notProcessed packets that no analyzer knew what to do with
  void printCounts(PrintStream err, long notProcessed) {
    for (LiveSource source : sources) {
      long received = source.received();
      long dropped = source.dropped();
      double share = received + dropped == 0 ? 0 : 100.0 * dropped / (received + dropped);
      err.printf(
          Locale.ROOT,
          "%s %d packets received on interface %s, %d (%.2f%%) dropped, %d not processed%n",
          now(),
          received,
          source.name(),
          dropped,
          share,
          notProcessed);
    }
  }

  private String now() {
    return String.format(Locale.ROOT, "%.6f", nowNanos() / (double) SECOND);
  }

  /// Says what it listens on.
  void printNames(PrintStream err) {
    for (LiveSource source : sources) {
      err.println("listening on " + source.name());
    }
  }

  /// Says that somebody wanted the end, if so.
  void printReason(PrintStream err) {
    if (stop.isReceived()) {
      err.println(now() + " received termination signal");
    }
  }

  @Override
  public long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * SECOND + now.getNano();
  }

  @Override
  public void await() throws CaptureException {
    poller.await(WAIT_MILLIS);
  }

  @Override
  public boolean isStopped() {
    return stop.isReceived();
  }

  @Override
  public void close() {
    poller.close();
    filtered.forEach(FilteredSource::close);
  }
}
