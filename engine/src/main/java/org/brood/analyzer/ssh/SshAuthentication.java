package org.brood.analyzer.ssh;

import org.brood.analyzer.AnalyzerContext;
import org.brood.flow.Side;

/// Tells from the lengths of encrypted segments how authentication goes.
///
/// The server's first segment, once the client has sent one, accepts the service; its length says
/// how much encryption adds. A success is 16 bytes shorter than that. The first other one is a
/// failure, unless it is so long that it must be a text for the user; whatever is as long again is
/// one more.
final class SshAuthentication {
  /// How much shorter a success is than what accepts the service, padding included.
  private static final int SUCCESS = 16;

  /// What is longer than what accepts the service by this holds a text.
  private static final int TEXT = 256;

  private final AnalyzerContext context;
  private final SshEvents events;
  private boolean decided;
  private boolean clientSent;
  private boolean textPassed;
  private int acceptLength;
  private int failureLength;

  SshAuthentication(AnalyzerContext context, SshEvents events) {
    this.context = context;
    this.events = events;
  }

  /// An encrypted segment came.
  void segment(int length, Side from) {
    if (decided) {
      return;
    }
    if (from.isOriginator()) {
      clientSent = true;
    } else if (clientSent) {
      fromServer(length);
    }
  }

  private void fromServer(int length) {
    if (acceptLength == 0) {
      acceptLength = length;
    } else if (failureLength == 0 && length + SUCCESS != acceptLength) {
      if (!textPassed && length - acceptLength > TEXT) {
        textPassed = true;
      } else {
        failureLength = length;
      }
    } else if (length == failureLength) {
      events.attempted(context, false);
    } else if (length + SUCCESS == acceptLength) {
      decided = true;
      events.attempted(context, true);
      events.successful(context, failureLength == 0);
    }
  }
}
