package org.brood.node.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.brood.link.NodeType;
import org.brood.spool.Compression;
import org.brood.spool.LogStoreSettings;
import org.brood.spool.SpoolLimits;

/// All that a host process is told, checked.
///
/// @param site empty unless it is a manager with a folder of its own
/// @param intelFeeds file that takes the place of the site's `intel.feeds`
/// @param join where managers may be
/// @param roles what the host may be, the manager's too if it is one
/// @param explicit whether the user named the roles
/// @param sources what its workers watch
/// @param share folder by which a manager and a node on one machine find each other, if there is
///   one
public record HostSettings(
    boolean manager,
    Path state,
    Path logs,
    Optional<Path> site,
    Optional<Path> intelFeeds,
    String name,
    String address,
    int port,
    PortRange ports,
    InetAddress metricsAddress,
    PortRange metricsPorts,
    List<HostPort> join,
    Optional<Path> tokenFile,
    Optional<Path> share,
    Set<NodeType> roles,
    boolean explicit,
    List<String> sources,
    int workers,
    int proxies,
    SpoolLimits spool,
    LogStoreSettings store,
    String engineMemory) {
  private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");
  private static final String AF_PACKET = "af_packet::";
  private static final String NO_INTERFACE = "none";
  private static final long MAX_WORKERS = 1024;
  private static final long MAX_ROTATION = 86_400;
  private static final long MAX_DAYS = 36_500;
  private static final Path ROUTES = Path.of("/proc/net/route");

  /// Reads and checks.
  ///
  /// @param manager whether the host is to be one
  /// @throws ConfigException that names what is wrong
  public static HostSettings of(Settings settings, boolean manager) throws ConfigException {
    Path logs = Path.of(settings.text(Setting.LOG_DIR)).toAbsolutePath();
    Set<NodeType> roles = roles(settings);
    boolean explicit = settings.given(Setting.ROLES).isPresent();
    if (manager) {
      roles.add(NodeType.MANAGER);
    }
    return new HostSettings(
        manager,
        Path.of(settings.text(Setting.STATE)).toAbsolutePath(),
        logs,
        site(settings, manager),
        intelFeeds(settings, manager),
        settings.given(Setting.NAME).orElseGet(HostSettings::hostName),
        settings.text(Setting.ADDRESS),
        (int) settings.number(Setting.PORT, 1, PortRange.MAX_PORT),
        settings.ports(Setting.PORTS),
        address(settings, Setting.METRICS_ADDRESS),
        settings.ports(Setting.METRICS_PORTS),
        join(settings),
        settings.given(Setting.TOKEN_FILE).map(Path::of),
        settings.given(Setting.SHARE).map(Path::of),
        roles,
        explicit,
        roles.contains(NodeType.WORKER) ? sources(settings) : List.of(),
        (int) settings.number(Setting.WORKERS, 0, MAX_WORKERS),
        (int) settings.number(Setting.PROXIES, 0, MAX_WORKERS),
        spool(settings),
        store(settings, logs),
        settings.memory(Setting.ENGINE_MEMORY));
  }

  private static Set<NodeType> roles(Settings settings) throws ConfigException {
    List<String> words = settings.list(Setting.ROLES);
    if (words.isEmpty()) {
      return EnumSet.of(NodeType.LOGGER, NodeType.PROXY, NodeType.WORKER);
    }
    Set<NodeType> roles = EnumSet.noneOf(NodeType.class);
    for (String word : words) {
      try {
        NodeType role = NodeType.valueOf(word.toUpperCase(Locale.ROOT));
        if (role != NodeType.MANAGER) {
          roles.add(role);
          continue;
        }
      } catch (IllegalArgumentException e) {
        // said below
      }
      throw settings.wrong(Setting.ROLES, "logger, proxy or worker");
    }
    return roles;
  }

  private static Optional<Path> site(Settings settings, boolean manager) throws ConfigException {
    Optional<Path> site = settings.given(Setting.SITE).map(Path::of);
    if (manager && site.isPresent() && !Files.isDirectory(site.get())) {
      throw settings.wrong(Setting.SITE, "a folder");
    }
    return manager ? site : Optional.empty();
  }

  private static Optional<Path> intelFeeds(Settings settings, boolean manager)
      throws ConfigException {
    Optional<Path> file = settings.given(Setting.INTEL_FEEDS).map(Path::of);
    if (manager && file.isPresent()) {
      if (!Files.isReadable(file.get())) {
        throw settings.wrong(Setting.INTEL_FEEDS, "a file that can be read");
      }
      IntelFeeds.read(file.get(), file.get().toString());
    }
    return manager ? file : Optional.empty();
  }

  private static InetAddress address(Settings settings, Setting setting) throws ConfigException {
    try {
      return InetAddress.getByName(settings.text(setting));
    } catch (UnknownHostException e) {
      throw settings.wrong(setting, "an address");
    }
  }

  private static List<HostPort> join(Settings settings) throws ConfigException {
    List<HostPort> all = new ArrayList<>();
    for (String one : settings.list(Setting.JOIN)) {
      all.add(
          HostPort.parse(one)
              .orElseThrow(() -> settings.wrong(Setting.JOIN, "HOST:PORT, separated by commas")));
    }
    return all;
  }

  private static List<String> sources(Settings settings) throws ConfigException {
    List<String> sources = settings.list(Setting.SOURCE);
    if (!sources.isEmpty()) {
      return sources;
    }
    List<String> names = settings.list(Setting.INTERFACE);
    if (names.equals(List.of(NO_INTERFACE))) {
      return List.of();
    }
    if (names.isEmpty()) {
      return defaultInterface().map(name -> List.of(AF_PACKET + name)).orElseGet(List::of);
    }
    for (String name : names) {
      if (!INTERFACE.matcher(name).matches()) {
        throw settings.wrong(Setting.INTERFACE, "names of interfaces");
      }
    }
    return names.stream().map(name -> AF_PACKET + name).toList();
  }

  /// The interface of the default route (`/proc/net/route`, proc(5)).
  private static Optional<String> defaultInterface() {
    try {
      for (String line : Files.readAllLines(ROUTES)) {
        String[] columns = line.split("\t", -1);
        if (columns.length > 2 && columns[1].equals("00000000")) {
          return Optional.of(columns[0].strip());
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static SpoolLimits spool(Settings settings) throws ConfigException {
    long bytes = settings.number(Setting.SPOOL_BYTES, SpoolLimits.LEAST_BYTES, Long.MAX_VALUE);
    SpoolLimits.WhenFull policy =
        switch (settings.text(Setting.SPOOL_FULL)) {
          case "block" -> SpoolLimits.WhenFull.BLOCK;
          case "drop" -> SpoolLimits.WhenFull.DROP;
          default -> throw settings.wrong(Setting.SPOOL_FULL, "block or drop");
        };
    return SpoolLimits.standard().with(bytes, policy);
  }

  private static LogStoreSettings store(Settings settings, Path logs) throws ConfigException {
    Compression archived;
    try {
      archived = Compression.named(settings.text(Setting.COMPRESS));
    } catch (IllegalArgumentException e) {
      throw settings.wrong(Setting.COMPRESS, "none, gzip or zstd");
    }
    return new LogStoreSettings(
        logs,
        ZoneId.systemDefault(),
        settings.number(Setting.ROTATION, 0, MAX_ROTATION),
        archived,
        Compression.NONE,
        settings.text(Setting.POSTPROCESSOR),
        Duration.ofDays(settings.number(Setting.KEEP_DAYS, 0, MAX_DAYS)),
        settings.number(Setting.KEEP_BYTES, 0, Long.MAX_VALUE));
  }

  private static String hostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return name.isEmpty() ? "localhost" : name;
    } catch (IOException e) {
      return "localhost";
    }
  }
}
