package org.brood.bif;

import org.brood.decode.Decoder;
import org.brood.decode.PacketAnalyzer;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// The module `PacketAnalyzer`: which packet analyzer comes after which.
@Natives("PacketAnalyzer")
public final class PacketAnalyzerFunctions {
  private static final String PREFIX = "ANALYZER_";

  private PacketAnalyzerFunctions() {}

  private static @Nullable PacketAnalyzer find(Runtime rt, String tag) {
    String name = tag.startsWith(PREFIX) ? tag.substring(PREFIX.length()) : tag;
    for (PacketAnalyzer analyzer : rt.service(Decoder.class).analyzers()) {
      if (analyzer.name().equalsIgnoreCase(name)) {
        return analyzer;
      }
    }
    return null;
  }

  private static boolean register(Runtime rt, String parent, long identifier, String child) {
    PacketAnalyzer above = find(rt, parent);
    PacketAnalyzer below = find(rt, child);
    if (above == null || below == null) {
      return false;
    }
    if (rt.service(Decoder.class).isRegistrationClosed()) {
      rt.note(Level.FATAL, "Packet protocols cannot be registered after zeek_init has finished.");
      throw new StopRequested();
    }
    PacketAnalyzer before = above.register(identifier, below);
    if (before != null && before != below) {
      rt.note(
          Level.INFO,
          "Overwriting packet analyzer mapping %8s => %s with %s"
              .formatted(number(identifier), before.name(), below.name()));
    }
    return true;
  }

  private static String number(long identifier) {
    return identifier == 0 ? "0" : "0x" + Long.toHexString(identifier);
  }

  public static boolean register_packet_analyzer(
      Runtime rt, EnumType.Item parent, long identifier, EnumType.Item child) {
    return register(rt, AnalyzerFunctions.bare(parent), identifier, AnalyzerFunctions.bare(child));
  }

  public static boolean try_register_packet_analyzer_by_name(
      Runtime rt, Str parent, long identifier, Str child) {
    return register(rt, parent.toString(), identifier, child.toString());
  }

  public static boolean __set_ignore_checksums_nets(Runtime rt, Table nets) {
    rt.service(Decoder.class).options().ignoreChecksumsNets =
        (high, low) -> nets.longestMatch(new Addr(high, low)) != null;
    return true;
  }

  public static boolean register_protocol_detection(
      Runtime rt, EnumType.Item parent, EnumType.Item child) {
    PacketAnalyzer above = find(rt, AnalyzerFunctions.bare(parent));
    PacketAnalyzer below = find(rt, AnalyzerFunctions.bare(child));
    if (above == null || below == null) {
      return false;
    }
    above.registerDetection(below);
    return true;
  }

  private static boolean enable(Runtime rt, EnumType.Item id, boolean on) {
    PacketAnalyzer analyzer = find(rt, AnalyzerFunctions.bare(id));
    if (analyzer != null) {
      analyzer.enable(on);
    }
    return analyzer != null;
  }

  public static boolean __disable_analyzer(Runtime rt, EnumType.Item id) {
    return enable(rt, id, false);
  }

  public static boolean __enable_analyzer(Runtime rt, EnumType.Item id) {
    return enable(rt, id, true);
  }
}
