package org.brood.bif;

import java.util.Locale;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.Protocol;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The module `Analyzer`.
@Natives("Analyzer")
public final class AnalyzerFunctions {
  private static final String PREFIX = "ANALYZER_";

  private AnalyzerFunctions() {}

  private static AnalyzerServices services(Runtime rt) {
    return rt.service(AnalyzerServices.class);
  }

  /// The enumerator's name without its module.
  static String bare(EnumType.Item tag) {
    return AnalyzerServices.bareTag(tag);
  }

  /// What a tag says of its analyzer: `HTTP` for `ANALYZER_HTTP`.
  static String withoutPrefix(String bare) {
    return bare.startsWith(PREFIX) ? bare.substring(PREFIX.length()) : bare;
  }

  public static boolean __enable_analyzer(Runtime rt, EnumType.Item id) {
    return services(rt).enable(bare(id), true);
  }

  public static boolean __disable_analyzer(Runtime rt, EnumType.Item id) {
    return services(rt).enable(bare(id), false);
  }

  public static void __disable_all_analyzers(Runtime rt) {
    services(rt).disableAll();
  }

  public static boolean __register_for_port(Runtime rt, EnumType.Item id, Port p) {
    services(rt).ports().add(p, bare(id));
    return true;
  }

  public static boolean __schedule_analyzer(
      Runtime rt, Addr orig, Addr resp, Port resp_p, EnumType.Item analyzer, double tout) {
    if (rt.networkTime() == 0) {
      rt.report(Level.WARNING, "cannot schedule analyzers before processing begins; ignored");
    } else {
      services(rt).scheduled().add(orig, resp, resp_p, analyzer, rt.networkTime(), tout);
    }
    return true;
  }

  private static String shownName(Runtime rt, EnumType.Item tag) {
    Protocol protocol = services(rt).protocol(bare(tag));
    return protocol == null ? withoutPrefix(bare(tag)) : protocol.name();
  }

  public static Str __name(Runtime rt, EnumType.Item tag) {
    return Str.of(shownName(rt, tag));
  }

  private static EnumType.@Nullable Item find(Runtime rt, String name) {
    String bare = PREFIX + name.toUpperCase(Locale.ROOT);
    for (String[] place :
        new String[][] {
          {"Analyzer::Tag", "Analyzer::"},
          {"PacketAnalyzer::Tag", "PacketAnalyzer::"},
          {"Files::Tag", "Files::"}
        }) {
      EnumType type = rt.info().enumeration(place[0]);
      EnumType.Item item = type == null ? null : type.item(place[1] + bare);
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  public static EnumType.Item __tag(Runtime rt, Str name) {
    EnumType.Item item = find(rt, name.toString());
    if (item == null) {
      throw rt.error("no analyzer named " + name);
    }
    return item;
  }

  public static boolean __has_tag(Runtime rt, Str name) {
    return find(rt, name.toString()) != null;
  }
}
