package org.brood.bif;

import org.brood.analyzer.AnalyzerTree;
import org.brood.analyzer.http.HttpAnalyzer;
import org.brood.analyzer.http.HttpUri;
import org.brood.flow.Side;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Functions about HTTP.
@Natives
public final class HttpFunctions {
  private HttpFunctions() {}

  public static @Nullable Object skip_http_entity_data(Runtime rt, Record c, boolean isOrig) {
    AnalyzerTree tree = c.get("id") instanceof Record id ? ConnFunctions.tree(rt, id) : null;
    EnumType tags = rt.info().enumeration("Analyzer::Tag");
    EnumType.Item tag = tags == null ? null : tags.item("Analyzer::ANALYZER_HTTP");
    if (tree != null
        && tag != null
        && tree.analyzer(tree.idOf(tag)) instanceof HttpAnalyzer analyzer) {
      analyzer.skipBody(Side.of(isOrig));
    } else {
      rt.report(Level.ERROR, "no analyzer associated with connection record");
    }
    return null;
  }

  public static Str unescape_URI(Runtime rt, Str uri) {
    return Str.wrap(HttpUri.unescape(uri.bytes(), 0, uri.length(), _ -> {}));
  }
}
