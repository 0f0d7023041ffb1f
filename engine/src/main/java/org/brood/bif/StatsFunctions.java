package org.brood.bif;

import org.brood.decode.Decoder;
import org.brood.event.Events;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;

/// Counters of the engine.
@Natives
public final class StatsFunctions {
  private StatsFunctions() {}

  public static Record get_net_stats(Runtime rt) {
    Record stats = rt.service(Events.class).record("NetStats").make();
    Decoder decoder = rt.service(Decoder.class);
    stats.set("pkts_recvd", decoder.packetsProcessed());
    stats.set("pkts_dropped", 0L);
    stats.set("pkts_link", decoder.packetsProcessed());
    return stats;
  }

  private static boolean isOf(EnumType.Item tag, String type) {
    return tag.type().name().equals(type);
  }

  public static boolean is_protocol_analyzer(EnumType.Item tag) {
    return isOf(tag, "Analyzer::Tag")
        || tag.name().startsWith("Analyzer::")
        || tag.name().startsWith("AllAnalyzers::ANALYZER_ANALYZER_");
  }

  public static boolean is_packet_analyzer(EnumType.Item tag) {
    return isOf(tag, "PacketAnalyzer::Tag")
        || tag.name().startsWith("PacketAnalyzer::")
        || tag.name().startsWith("AllAnalyzers::PACKETANALYZER_ANALYZER_");
  }

  public static boolean is_file_analyzer(EnumType.Item tag) {
    return isOf(tag, "Files::Tag")
        || tag.name().startsWith("Files::")
        || tag.name().startsWith("AllAnalyzers::FILES_ANALYZER_");
  }
}
