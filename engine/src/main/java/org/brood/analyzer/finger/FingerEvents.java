package org.brood.analyzer.finger;

import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Str;

/// The events of Finger.
final class FingerEvents {
  private final EventType request;
  private final EventType reply;

  FingerEvents(Events events) {
    request = events.type("finger_request");
    reply = events.type("finger_reply");
  }

  /// Whether anybody wants to know of requests.
  boolean wantsRequests() {
    return request.isWanted();
  }

  void request(AnalyzerContext to, FingerRequest one) {
    if (request.isWanted()) {
      request.raise(to.connection(), one.isVerbose(), Str.wrap(one.user()), Str.wrap(one.host()));
    }
  }

  boolean wantsReplies() {
    return reply.isWanted();
  }

  void reply(AnalyzerContext to, byte[] line) {
    if (reply.isWanted()) {
      reply.raise(to.connection(), Str.wrap(line));
    }
  }
}
