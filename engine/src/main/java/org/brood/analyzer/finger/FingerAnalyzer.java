package org.brood.analyzer.finger;

import java.lang.foreign.MemorySegment;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.LineAnalyzer;
import org.brood.analyzer.PatternType;
import org.brood.analyzer.SideLines;
import org.brood.flow.Side;

/// Finger on one connection.
final class FingerAnalyzer implements LineAnalyzer {
  private final AnalyzerContext context;
  private final FingerEvents events;
  private final SideLines lines;
  private boolean asked;

  FingerAnalyzer(AnalyzerContext context, FingerEvents events) {
    this.context = context;
    this.events = events;
    this.lines = new SideLines(context, this, true, FingerLimits.MAX_LINE).nulSensitive();
  }

  @Override
  public SideLines lines() {
    return lines;
  }

  @Override
  public void line(MemorySegment data, long offset, int length, Side from) {
    if (length == 0) {
      return;
    }
    if (!from.isOriginator()) {
      if (events.wantsReplies()) {
        events.reply(context, SideLines.copy(data, offset, length));
      }
    } else if (events.wantsRequests()) {
      // Like Zeek, this neither matches nor counts as asked what nobody wants to know.
      FingerRequest request = FingerParser.request(SideLines.copy(data, offset, length));
      events.request(context, request);
      context.match(PatternType.FINGER, request.query(), Side.ORIGINATOR, true, true, true);
      asked = true;
    }
  }

  @Override
  public void gap(long bytes, Side from) {
    // What is around it is text too.
  }

  @Override
  public void done() {
    if ((!asked || lines.isInLine(Side.ORIGINATOR)) && context.originatorClosed()) {
      context.weird("partial_finger_request");
    }
  }
}
