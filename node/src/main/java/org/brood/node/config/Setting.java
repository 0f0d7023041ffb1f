package org.brood.node.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a host process can be told, in the environment as `BROOD_NAME`, in a file as `name =
/// value`, on the command line as `--name VALUE`.
public enum Setting {
  STATE("/var/lib/brood", "folder of keys, spools and what else must outlive a restart"),
  LOG_DIR("/var/log/brood", "folder of the logs, where this host writes them"),
  SITE("", "folder of local.zeek, node.cfg, networks.cfg and intel; managers only"),
  INTEL_FEEDS("", "file of intel feeds; empty: intel.feeds of the site folder; managers only"),
  NAME("", "how the host is called; empty: its own name"),
  ADDRESS("", "where other hosts reach this one; empty: its address on the way to the manager"),
  PORT("27750", "port of the manager, for joining and control"),
  PORTS(
      "27751-27799",
      "range of ports for hosts among themselves: two are taken, the next free ones"),
  METRICS_ADDRESS("127.0.0.1", "where metrics and health are served"),
  METRICS_PORTS("27800-27899", "range of ports for metrics, one a process"),
  JOIN("", "HOST:PORT of managers, separated by commas"),
  TOKEN_FILE("", "file with the token to join with"),
  SHARE(
      "",
      "folder that a manager and nodes of the same machine share: how nodes find it without a word"),
  ROLES("", "what the host may be: logger, proxy, worker, separated by commas; empty: all of them"),
  INTERFACE(
      "",
      "interfaces to watch, separated by commas; empty: the one with the default route; none: none"),
  SOURCE("", "what to watch instead of interfaces, such as udp:0.0.0.0:4789:vxlan"),
  WORKERS("0", "how many workers this host has; 0: one for each spare core"),
  PROXIES("1", "how many proxies the cluster has; managers only"),
  SPOOL_BYTES("1073741824", "bytes of log rows that each node keeps for an absent logger"),
  SPOOL_FULL("block", "what a node does when they are used up: block or drop"),
  ROTATION("3600", "seconds until a log file is closed and put away; 0: never"),
  COMPRESS("gzip", "how logs that are put away are compressed: none, gzip or zstd"),
  POSTPROCESSOR("", "program that is called with each log that was put away"),
  KEEP_DAYS("0", "days after which logs that were put away are deleted; 0: never"),
  KEEP_BYTES("0", "bytes of logs put away at which the oldest are deleted; 0: never"),
  ENGINE_MEMORY("1g", "heap of each engine process");

  private final String standard;
  private final String meaning;

  Setting(String standard, String meaning) {
    this.standard = standard;
    this.meaning = meaning;
  }

  /// The name in the environment.
  public String variable() {
    return "BROOD_" + name();
  }

  /// The name in files and on the command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What holds if nothing is said.
  public String standard() {
    return standard;
  }

  /// A line for people.
  public String meaning() {
    return meaning;
  }

  static Optional<Setting> named(String word) {
    return Stream.of(values()).filter(setting -> setting.word().equals(word)).findFirst();
  }
}
