package org.brood.bif;

import org.brood.analyzer.http.HttpAnalyzer;
import org.brood.analyzer.http.HttpUri;
import org.brood.flow.Side;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Functions about HTTP.
@Natives
public final class HttpFunctions {
  private HttpFunctions() {}

  public static @Nullable Object skip_http_entity_data(Runtime rt, Record c, boolean isOrig) {
    HttpAnalyzer analyzer = ConnFunctions.analyzer(rt, c, "ANALYZER_HTTP", HttpAnalyzer.class);
    if (analyzer != null) {
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
