package org.brood.link;

/// The bounds of what nodes say to each other.
public final class LinkLimits {
  /// Bytes of one event.
  public static final int MAX_EVENT_BYTES = 16 << 20;

  /// How deeply values may lie in each other.
  public static final int MAX_DEPTH = 100;

  /// Records and containers of one event: each takes far more memory than the bytes that name it.
  public static final int MAX_OBJECTS = 1 << 18;

  /// Bytes of a name: of an event, field, enumerator or type.
  public static final int MAX_NAME_BYTES = 1024;

  /// Bytes of a topic or of a prefix of topics.
  public static final int MAX_TOPIC_BYTES = 1024;

  /// Events that wait for one node's scripts. One more is dropped and counted.
  public static final int MAX_WAITING_EVENTS = 100_000;

  /// Bytes of events that wait for one node's scripts.
  public static final long MAX_WAITING_BYTES = 64L << 20;

  /// Nodes that scripts keep in mind; those that are gone make room for new ones.
  public static final int MAX_NODES = 4096;

  private LinkLimits() {}
}
