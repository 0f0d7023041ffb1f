package org.brood.capture.linux;

import java.util.HashMap;
import java.util.Map;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;

/// A source that gives only the frames that a filter expression matches; the expression may change
/// on the way.
public final class FilteredSource implements PacketSource {
  private final PacketSource source;
  private final Map<Integer, PcapFilter> filters = new HashMap<>();
  private String always = "";
  private String installed = "";
  private String expression = "";
  private long filtered;

  public FilteredSource(PacketSource source) {
    this.source = source;
  }

  /// Sets an expression that must match besides the one that is installed.
  ///
  /// @throws CaptureException if it is no filter; then all stays as it was
  public void always(String condition) throws CaptureException {
    set(together(condition, installed));
    always = condition;
  }

  /// Sets the expression; the empty one matches all.
  ///
  /// @throws CaptureException if it is no filter; then the old one stays
  public void install(String newExpression) throws CaptureException {
    set(together(always, newExpression));
    installed = newExpression;
  }

  private static String together(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one + other;
    }
    return "(" + one + ") and (" + other + ")";
  }

  private void set(String newExpression) throws CaptureException {
    PcapFilter made =
        newExpression.isEmpty() ? null : PcapFilter.compile(newExpression, source.linkType());
    filters.values().forEach(PcapFilter::close);
    filters.clear();
    expression = newExpression;
    if (made != null) {
      filters.put(source.linkType(), made);
    }
  }

  private boolean matches(Frame frame) throws CaptureException {
    if (expression.isEmpty() || !frame.weird.isEmpty()) {
      return true;
    }
    // A file of several interfaces may have several link types, and each needs its own code.
    PcapFilter filter = filters.get(frame.linkType);
    if (filter == null) {
      filter = PcapFilter.compile(expression, frame.linkType);
      filters.put(frame.linkType, filter);
    }
    return filter.matches(frame.segment, frame.offset, frame.capturedLength, frame.wireLength);
  }

  @Override
  public boolean next(Frame frame) throws CaptureException {
    while (source.next(frame)) {
      if (matches(frame)) {
        return true;
      }
      filtered++;
    }
    return false;
  }

  @Override
  public boolean isLive() {
    return source.isLive();
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int linkType() {
    return source.linkType();
  }

  @Override
  public long received() {
    return source.received() - filtered;
  }

  /// How many frames passed the source, those included that did not match or were lost.
  public long onLink() {
    return source.received() + source.dropped();
  }

  @Override
  public long dropped() {
    return source.dropped();
  }

  @Override
  public void close() {
    filters.values().forEach(PcapFilter::close);
    source.close();
  }
}
