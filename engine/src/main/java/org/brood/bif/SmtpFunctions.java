package org.brood.bif;

import org.brood.analyzer.AnalyzerTree;
import org.brood.analyzer.smtp.SmtpAnalyzer;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Functions about SMTP.
@Natives
public final class SmtpFunctions {
  private SmtpFunctions() {}

  /// Does nothing if the connection has no such analyzer.
  public static @Nullable Object skip_smtp_data(Runtime rt, Record c) {
    AnalyzerTree tree = c.get("id") instanceof Record id ? ConnFunctions.tree(rt, id) : null;
    EnumType tags = rt.info().enumeration("Analyzer::Tag");
    EnumType.Item tag = tags == null ? null : tags.item("Analyzer::ANALYZER_SMTP");
    if (tree != null
        && tag != null
        && tree.analyzer(tree.idOf(tag)) instanceof SmtpAnalyzer analyzer) {
      analyzer.skipData();
    }
    return null;
  }
}
