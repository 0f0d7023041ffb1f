package org.brood.bif;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.brood.analyzer.ssl.SslAnalyzer;
import org.brood.format.x509.Name;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Functions about TLS.
@Natives
public final class SslFunctions {
  /// How much of a name is told.
  private static final int MAX_NAME = 255;

  private SslFunctions() {}

  /// @return whether the connection is TLS
  private static boolean tell(Runtime rt, Record c, Consumer<SslAnalyzer> what) {
    SslAnalyzer analyzer = ConnFunctions.analyzer(rt, c, "ANALYZER_SSL", SslAnalyzer.class);
    if (analyzer != null) {
      what.accept(analyzer);
    }
    return analyzer != null;
  }

  public static boolean set_ssl_established(Runtime rt, Record c) {
    return tell(rt, c, SslAnalyzer::establish);
  }

  public static boolean set_secret(Runtime rt, Record c, Str secret) {
    return tell(rt, c, analyzer -> analyzer.secret(secret.bytes()));
  }

  public static boolean set_keys(Runtime rt, Record c, Str keys) {
    return tell(rt, c, analyzer -> analyzer.keys(keys.bytes()));
  }

  public static boolean set_traffic_secret(Runtime rt, Record c, Str label, Str secret) {
    return tell(rt, c, analyzer -> analyzer.trafficSecret(label.toString(), secret.bytes()));
  }

  public static Str parse_distinguished_name(Runtime rt, Str dn) {
    Name name = Name.parse(dn.bytes());
    if (name == null) {
      return Str.EMPTY;
    }
    String text = name.rfc2253();
    return Str.wrap(
        text.substring(0, Math.min(text.length(), MAX_NAME)).getBytes(StandardCharsets.ISO_8859_1));
  }
}
