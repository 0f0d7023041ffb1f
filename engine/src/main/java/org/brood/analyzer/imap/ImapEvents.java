package org.brood.analyzer.imap;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// The events of IMAP.
final class ImapEvents {
  private static final VectorType STRINGS = new VectorType(Basic.STRING);

  private final EventType capabilities;
  private final EventType startTls;

  ImapEvents(Events events) {
    capabilities = events.type("imap_capabilities");
    startTls = events.type("imap_starttls");
  }

  /// @param names with blanks between them
  void capabilities(AnalyzerContext to, String names) {
    if (capabilities.isWanted()) {
      Vec all = new Vec(STRINGS);
      for (String name : names.split(" ", -1)) {
        if (!name.isEmpty()) {
          all.add(Str.latin1(name));
        }
      }
      capabilities.raise(to.connection(), all);
    }
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }
}
