package org.brood.bif;

import java.nio.charset.StandardCharsets;
import org.brood.analyzer.ssl.SslAnalyzer;
import org.brood.format.x509.Name;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Functions about TLS.
@Natives
public final class SslFunctions {
  /// How much of a name is told.
  private static final int MAX_NAME = 255;

  private SslFunctions() {}

  private static @Nullable SslAnalyzer analyzer(Runtime rt, Record c) {
    return ConnFunctions.analyzer(rt, c, "ANALYZER_SSL", SslAnalyzer.class);
  }

  public static boolean set_ssl_established(Runtime rt, Record c) {
    SslAnalyzer analyzer = analyzer(rt, c);
    if (analyzer != null) {
      analyzer.establish();
    }
    return analyzer != null;
  }

  public static boolean set_secret(Runtime rt, Record c, Str secret) {
    SslAnalyzer analyzer = analyzer(rt, c);
    if (analyzer != null) {
      analyzer.secret(secret.bytes());
    }
    return analyzer != null;
  }

  public static boolean set_keys(Runtime rt, Record c, Str keys) {
    SslAnalyzer analyzer = analyzer(rt, c);
    if (analyzer != null) {
      analyzer.keys(keys.bytes());
    }
    return analyzer != null;
  }

  public static boolean set_traffic_secret(Runtime rt, Record c, Str label, Str secret) {
    SslAnalyzer analyzer = analyzer(rt, c);
    if (analyzer != null) {
      analyzer.trafficSecret(label.toString(), secret.bytes());
    }
    return analyzer != null;
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
