package org.brood.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brood.cluster.WantedLayout;
import org.brood.link.NodeType;
import org.brood.spool.Compression;
import org.brood.spool.LogStoreSettings;

/// The files of a site folder that users of zeekctl and broctl know: `node.cfg`, `networks.cfg`,
/// `zeekctl.cfg` or `broctl.cfg`; and `intel.feeds`. All may be absent.
///
/// @param wanted nodes and places
/// @param localNets of `networks.cfg`
/// @param options of `zeekctl.cfg` that mean something here, in lower case
/// @param feeds of `intel.feeds`
/// @param warnings about what means nothing here, a line each
public record SiteFiles(
    WantedLayout wanted,
    LocalNetworks localNets,
    Map<String, String> options,
    IntelFeeds feeds,
    List<String> warnings) {
  private static final Set<String> NODE_KEYS =
      Set.of("type", "host", "interface", "lb_procs", "lb_method");

  /// Keys that zeekctl knows and that decide nothing here.
  private static final Set<String> NODE_KEYS_WITHOUT_USE =
      Set.of(
          "pin_cpus",
          "env_vars",
          "aux_scripts",
          "zone_id",
          "zeekbase",
          "brobase",
          "ether",
          "count",
          "lb_interfaces");

  private static final Set<String> OPTIONS =
      Set.of("logrotationinterval", "logexpireinterval", "compresslogs");

  private static final List<String> CONTROL_FILES = List.of("zeekctl.cfg", "broctl.cfg");
  private static final String NODE_FILE = "node.cfg";
  private static final String STANDALONE = "standalone";

  /// Reads the files of a folder.
  ///
  /// @param proxies how many if `node.cfg` does not say
  /// @throws ConfigException with file and line if one makes no sense
  public static SiteFiles read(Path folder, int proxies) throws ConfigException {
    List<String> warnings = new ArrayList<>();
    List<WantedLayout.Fixed> fixed = new ArrayList<>();
    Path nodes = folder.resolve(NODE_FILE);
    if (Files.exists(nodes)) {
      for (Sections.Section section : Sections.of(NODE_FILE, "NODE", lines(nodes))) {
        node(section, warnings).ifPresent(fixed::add);
      }
      check(fixed);
    }
    IntelFeeds feeds = IntelFeeds.ofSite(folder);
    warnings.addAll(feeds.warnings());
    SiteFiles files =
        new SiteFiles(
            new WantedLayout(proxies, fixed),
            LocalNetworks.read(folder),
            options(folder, warnings),
            feeds,
            List.copyOf(warnings));
    files.store(LogStoreSettings.standard(folder));
    return files;
  }

  private static List<String> lines(Path file) throws ConfigException {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read");
    }
  }

  private static ConfigException wrong(int line, String problem) {
    return Sections.wrong(NODE_FILE, line, problem);
  }

  private static Optional<WantedLayout.Fixed> node(Sections.Section section, List<String> warnings)
      throws ConfigException {
    for (Map.Entry<String, Sections.Entry> entry : section.entries().entrySet()) {
      String key = entry.getKey();
      if (NODE_KEYS.contains(key)) {
        continue;
      }
      if (!NODE_KEYS_WITHOUT_USE.contains(key) && !key.startsWith("af_packet_")) {
        throw wrong(entry.getValue().line(), "there is no key " + key);
      }
      warnings.add(
          "%s:%d: %s has no effect here".formatted(NODE_FILE, entry.getValue().line(), key));
    }
    String type = section.text("type");
    if (type.equals(STANDALONE)) {
      warnings.add(
          "%s:%d: a standalone node is a cluster of one host here"
              .formatted(NODE_FILE, section.line()));
      return Optional.empty();
    }
    NodeType role;
    try {
      role = NodeType.valueOf(type.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(
          section.line(),
          type.isEmpty()
              ? "[" + section.name() + "] has no type"
              : "\"" + type + "\" is no type of node: manager, logger, proxy, worker, standalone");
    }
    String host = section.text("host");
    if (host.isEmpty()) {
      throw wrong(section.line(), "[" + section.name() + "] has no host");
    }
    String source = section.text("interface");
    if (role == NodeType.WORKER && source.isEmpty()) {
      throw wrong(section.line(), "[" + section.name() + "] is a worker and has no interface");
    }
    return Optional.of(
        new WantedLayout.Fixed(
            section.name(), role, host, source.isEmpty() ? null : source, processes(section)));
  }

  private static int processes(Sections.Section section) throws ConfigException {
    Sections.Entry entry = section.entries().get("lb_procs");
    if (entry == null) {
      return 1;
    }
    try {
      int processes = Integer.parseInt(entry.value());
      if (processes >= 1 && processes <= 1024) {
        return processes;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(entry.line(), "lb_procs: expected a number from 1 to 1024");
  }

  private static void check(List<WantedLayout.Fixed> fixed) throws ConfigException {
    Set<String> names = new HashSet<>();
    for (WantedLayout.Fixed one : fixed) {
      if (!names.add(one.node())) {
        throw new ConfigException(NODE_FILE, "[" + one.node() + "] stands there twice");
      }
    }
    long managers = fixed.stream().filter(one -> one.role() == NodeType.MANAGER).count();
    if (!fixed.isEmpty() && managers != 1) {
      throw new ConfigException(NODE_FILE, "one manager is needed, there are " + managers);
    }
  }

  private static Map<String, String> options(Path folder, List<String> warnings)
      throws ConfigException {
    Map<String, String> options = new HashMap<>();
    for (String name : CONTROL_FILES) {
      Path file = folder.resolve(name);
      if (!Files.exists(file)) {
        continue;
      }
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        int equals = line.indexOf('=');
        if (equals < 0) {
          throw new ConfigException(name + ":" + (i + 1), "expected OPTION = VALUE");
        }
        String option = line.substring(0, equals).strip();
        String key = option.toLowerCase(Locale.ROOT);
        if (OPTIONS.contains(key)) {
          options.put(key, line.substring(equals + 1).strip());
        } else {
          warnings.add("%s:%d: %s has no effect here".formatted(name, i + 1, option));
        }
      }
    }
    return Map.copyOf(options);
  }

  /// What a logger does with its files, with the options of `zeekctl.cfg` that say so.
  ///
  /// @throws ConfigException if one makes no sense
  public LogStoreSettings store(LogStoreSettings standard) throws ConfigException {
    Duration keep = standard.keepFor();
    String expire = options.getOrDefault("logexpireinterval", "");
    if (!expire.isEmpty()) {
      String[] parts = expire.split("\\s+", 2);
      long number = number("LogExpireInterval", parts[0]);
      keep =
          switch (parts.length > 1 ? parts[1].toLowerCase(Locale.ROOT) : "day") {
            case "day", "days" -> Duration.ofDays(number);
            case "hr", "hour", "hours" -> Duration.ofHours(number);
            case "min", "minute", "minutes" -> Duration.ofMinutes(number);
            default ->
                throw new ConfigException("zeekctl.cfg", "LogExpireInterval: no unit " + parts[1]);
          };
    }
    String rotation = options.get("logrotationinterval");
    boolean compressed = !options.getOrDefault("compresslogs", "1").equals("0");
    return new LogStoreSettings(
        standard.folder(),
        standard.zone(),
        rotation == null ? standard.rotationSeconds() : number("LogRotationInterval", rotation),
        compressed ? standard.archived() : Compression.NONE,
        standard.current(),
        standard.postprocessor(),
        keep,
        standard.keepBytes());
  }

  private static long number(String option, String text) throws ConfigException {
    if (!text.matches("\\d{1,9}")) {
      throw new ConfigException("zeekctl.cfg", option + ": expected a number, not " + text);
    }
    return Long.parseLong(text);
  }
}
