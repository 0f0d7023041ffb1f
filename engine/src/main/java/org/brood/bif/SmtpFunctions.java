package org.brood.bif;

import org.brood.analyzer.smtp.SmtpAnalyzer;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Functions about SMTP.
@Natives
public final class SmtpFunctions {
  private SmtpFunctions() {}

  /// Does nothing if the connection has no such analyzer.
  public static @Nullable Object skip_smtp_data(Runtime rt, Record c) {
    SmtpAnalyzer analyzer = ConnFunctions.analyzer(rt, c, "ANALYZER_SMTP", SmtpAnalyzer.class);
    if (analyzer != null) {
      analyzer.skipData();
    }
    return null;
  }
}
