package org.brood.bif;

import org.brood.script.runtime.Natives;
import org.brood.script.type.EnumType;

/// What kind of analyzer a tag names.
@Natives
public final class TagFunctions {
  private TagFunctions() {}

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
