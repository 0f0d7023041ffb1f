package org.brood.bif;

import java.util.Map;
import java.util.Set;
import org.brood.analyzer.AnalyzerServices;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.runtime.MayMiss;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

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

  /// The enumeration of each kind of component that scripts can name.
  private static final Map<String, String> COMPONENTS =
      Map.of(
          "READER", "Input::Reader",
          "WRITER", "Log::Writer",
          "ANALYZER", "Analyzer::Tag",
          "PACKET_ANALYZER", "PacketAnalyzer::Tag",
          "FILE_ANALYZER", "Files::Tag");

  /// Kinds of which there are none, or none that scripts can choose.
  private static final Set<String> OTHERS =
      Set.of(
          "IOSOURCE",
          "PKTSRC",
          "PKTDUMPER",
          "SESSION_ADAPTER",
          "CLUSTER_BACKEND",
          "EVENT_SERIALIZER",
          "LOG_SERIALIZER",
          "STORAGE_BACKEND",
          "STORAGE_SERIALIZER");

  @MayMiss
  public static @Nullable Vec get_plugin_components(Runtime rt, Str category) {
    String kind = category.toString();
    RecordShape shape = rt.service(Events.class).record("PluginComponent");
    String type = COMPONENTS.get(kind);
    if (type == null && !OTHERS.contains(kind)) {
      rt.note(Level.ERROR, "Unknown category type: " + kind);
      return null;
    }
    Vec all = new Vec(new VectorType(shape.make().recordType()));
    EnumType tags = type == null ? null : rt.info().enumeration(type);
    if (tags != null) {
      AnalyzerServices services = rt.service(AnalyzerServices.class);
      for (EnumType.Item item : tags.items()) {
        String name = name(item);
        Record made = shape.make();
        made.set("name", Str.of(name));
        made.set("canonical_name", Str.of(name));
        made.set("tag", Str.of(kind + "_" + name));
        made.set(
            "enabled",
            !kind.equals("ANALYZER") || services.isEnabled(AnalyzerServices.bareTag(item)));
        all.add(made);
      }
    }
    return all;
  }

  /// The name behind the kind: `FTP` of `Analyzer::ANALYZER_FTP`.
  private static String name(EnumType.Item item) {
    String bare = AnalyzerServices.bareTag(item);
    int kind = bare.indexOf('_');
    return kind < 0 ? bare : bare.substring(kind + 1);
  }
}
