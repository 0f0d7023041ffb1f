package org.brood.node;

import java.nio.file.Path;
import java.util.Locale;
import org.brood.link.NodeType;
import org.brood.node.config.PortRange;
import org.brood.spool.Compression;
import org.brood.spool.SpoolLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a host process tells an engine process. Nobody else writes such a command line.
@Command(name = "engine")
final class EngineOptions {
  @Option(names = "--check")
  boolean check;

  @Option(names = "--node")
  String node = "";

  @Option(names = "--type", converter = TypeWord.class)
  NodeType type = NodeType.WORKER;

  @Option(names = "--bundle", required = true)
  Path bundle = Path.of("");

  @Option(names = "--address")
  String address = "";

  @Option(names = "--link")
  Path link = Path.of("");

  @Option(names = "--spool")
  Path spool = Path.of("");

  @Option(names = "--spool-bytes")
  long spoolBytes;

  @Option(names = "--spool-full")
  SpoolLimits.WhenFull spoolFull = SpoolLimits.WhenFull.BLOCK;

  /// Where a manager's feeds are.
  @Option(names = "--intel")
  String intel = "";

  @Option(names = "--metrics")
  String metrics = "";

  @Option(names = "--metrics-ports", converter = Ports.class)
  PortRange metricsPorts = new PortRange(1, 1);

  @Option(names = "--source")
  String source = "";

  /// How many workers share the source's traffic.
  @Option(names = "--sharing")
  int sharing = 1;

  @Option(names = "--without")
  String without = "";

  @Option(names = "--collector")
  @Nullable Path collector;

  @Option(names = "--logs")
  Path logs = Path.of("");

  @Option(names = "--rotation")
  long rotation;

  @Option(names = "--compress", converter = CompressionWord.class)
  Compression compress = Compression.NONE;

  @Option(names = "--postprocessor")
  String postprocessor = "";

  @Option(names = "--keep-seconds")
  long keepSeconds;

  @Option(names = "--keep-bytes")
  long keepBytes;

  /// The word of a type of node.
  static final class TypeWord implements CommandLine.ITypeConverter<NodeType> {
    @Override
    public NodeType convert(String word) {
      return NodeType.valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /// `FIRST-LAST`.
  static final class Ports implements CommandLine.ITypeConverter<PortRange> {
    @Override
    public PortRange convert(String text) {
      String[] parts = text.split("-", 2);
      return new PortRange(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
  }

  /// The word of a compression.
  static final class CompressionWord implements CommandLine.ITypeConverter<Compression> {
    @Override
    public Compression convert(String word) {
      return Compression.named(word);
    }
  }
}
