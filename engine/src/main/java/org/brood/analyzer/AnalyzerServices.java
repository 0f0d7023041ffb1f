package org.brood.analyzer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.jspecify.annotations.Nullable;

/// What all analyzers of one worker share: events, the protocols that exist, ports, detection.
public final class AnalyzerServices {
  private static final String SIZES = "ANALYZER_CONNSIZE";

  private final Events events;
  private final Map<String, Protocol> protocols = new LinkedHashMap<>();
  private final Map<String, Boolean> enabled = new HashMap<>();
  private final PortTable ports = new PortTable();
  private final EventType confirmation;
  private final EventType violation;
  private final RecordShape confirmationInfo;
  private final RecordShape violationInfo;
  private @Nullable Detection detection;
  private final Map<Class<?>, Object> shared = new HashMap<>();
  private final Detector.Settings settings;
  private final ScheduledAnalyzers scheduled = new ScheduledAnalyzers();
  private final EventType scheduledApplied;
  private final EventType lateMatch;
  private final long maxViolations;
  private long lastId;
  private boolean countsSizes = true;

  public AnalyzerServices(Events events) {
    this.events = events;
    this.confirmation = events.type("analyzer_confirmation_info");
    this.violation = events.type("analyzer_violation_info");
    this.confirmationInfo = events.record("AnalyzerConfirmationInfo");
    this.scheduledApplied = events.type("scheduled_analyzer_applied");
    this.lateMatch = events.type("protocol_late_match");
    this.settings = Detector.Settings.of(events);
    this.maxViolations = events.count("max_analyzer_violations", 1000);
    this.violationInfo = events.record("AnalyzerViolationInfo");
  }

  public Events events() {
    return events;
  }

  /// Says which analyzer works from now on: events carry its number.
  ///
  /// @return which one did so far
  long enter(long analyzer) {
    Runtime rt = runtime();
    long outer = rt.analyzer;
    rt.analyzer = analyzer;
    return outer;
  }

  public Runtime runtime() {
    return events.runtime();
  }

  /// Switches all of them off for connections to come.
  public void disableAll() {
    enable(SIZES, false);
    protocols.keySet().forEach(tag -> enable(tag, false));
  }

  /// Makes a protocol known.
  public void add(Protocol protocol) {
    protocols.put(protocol.tag(), protocol);
  }

  public @Nullable Protocol protocol(String tag) {
    return protocols.get(tag);
  }

  public Iterable<Protocol> protocols() {
    return protocols.values();
  }

  /// The enumerator of a protocol, null if scripts have none.
  public EnumType.@Nullable Item item(String tag) {
    return events.item("Analyzer::Tag", "Analyzer::" + tag);
  }

  /// Switches a protocol on or off for connections to come.
  ///
  /// @return whether there is one of this tag
  public boolean enable(String tag, boolean on) {
    enabled.put(tag, on);
    if (tag.equals(SIZES)) {
      countsSizes = on;
      return true;
    }
    return protocols.containsKey(tag);
  }

  public boolean isEnabled(String tag) {
    return enabled.getOrDefault(tag, true);
  }

  public PortTable ports() {
    return ports;
  }

  /// Sets what recognises protocols by their first bytes.
  public void detection(Detection made) {
    detection = made;
  }

  public @Nullable Detection detection() {
    return detection;
  }

  /// Which analyzers connections to come shall have.
  public ScheduledAnalyzers scheduled() {
    return scheduled;
  }

  Detector.Settings settings() {
    return settings;
  }

  EventType scheduledApplied() {
    return scheduledApplied;
  }

  EventType lateMatch() {
    return lateMatch;
  }

  long maxViolations() {
    return maxViolations;
  }

  /// The name of an enumerator without its module.
  public static String bareTag(EnumType.Item tag) {
    int colons = tag.name().lastIndexOf("::");
    return colons < 0 ? tag.name() : tag.name().substring(colons + 2);
  }

  /// Something that other packages share through here, such as file analysis, by its class.
  public <T> void share(Class<T> kind, T service) {
    shared.put(kind, service);
  }

  /// What was shared.
  ///
  /// @throws IllegalStateException if nothing was
  public <T> T shared(Class<T> kind) {
    Object service = shared.get(kind);
    if (service == null) {
      throw new IllegalStateException("no " + kind.getSimpleName());
    }
    return kind.cast(service);
  }

  long nextId() {
    return ++lastId;
  }

  /// The number of an analyzer; those that its helpers take follow.
  long nextId(Protocol protocol) {
    long id = ++lastId;
    lastId += protocol.furtherNumbers();
    return id;
  }

  /// Leaves out the number of the analyzer that counts a connection's packets, which is none here.
  void takeSizeNumber() {
    if (countsSizes) {
      lastId++;
    }
  }

  /// Whether packets of connections are counted for scripts: `ANALYZER_CONNSIZE`.
  public boolean countsSizes() {
    return countsSizes;
  }

  EventType confirmation() {
    return confirmation;
  }

  EventType violation() {
    return violation;
  }

  RecordShape confirmationInfo() {
    return confirmationInfo;
  }

  RecordShape violationInfo() {
    return violationInfo;
  }
}
