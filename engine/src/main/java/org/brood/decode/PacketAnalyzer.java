package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/// One layer of a packet: looks at its own header and passes on what is behind it.
///
/// Who comes next is a table of each analyzer, by the number in its header, that scripts may
/// extend. If nothing is registered for a number, analyzers that can tell their protocol are asked,
/// then the default analyzer takes it.
public abstract class PacketAnalyzer {
  protected final Decoder decoder;
  private final String name;
  private final boolean reportsUnknown;
  private final Long2ObjectHashMap<PacketAnalyzer> children = new Long2ObjectHashMap<>();
  private PacketAnalyzer[] detecting = {};
  private @Nullable PacketAnalyzer defaultChild;
  private boolean enabled = true;

  /// An analyzer that reports protocols which nobody takes.
  ///
  /// @param name Zeek's name, by which scripts know it
  protected PacketAnalyzer(Decoder decoder, String name) {
    this(decoder, name, true);
  }

  /// An analyzer that may keep quiet about protocols which nobody takes.
  ///
  /// @param reportsUnknown whether a protocol that nobody takes is reported
  protected PacketAnalyzer(Decoder decoder, String name, boolean reportsUnknown) {
    this.decoder = decoder;
    this.name = name;
    this.reportsUnknown = reportsUnknown;
  }

  public final String name() {
    return name;
  }

  public final boolean isEnabled() {
    return enabled;
  }

  public final void enable(boolean enabled) {
    this.enabled = enabled;
  }

  /// Gives what is behind this number to `child`.
  ///
  /// @return who got it so far, null if nobody did
  public final @Nullable PacketAnalyzer register(long identifier, PacketAnalyzer child) {
    return children.put(identifier, child);
  }

  /// Asks `child` whenever a number is not registered.
  public final void registerDetection(PacketAnalyzer child) {
    detecting = Arrays.copyOf(detecting, detecting.length + 1);
    detecting[detecting.length - 1] = child;
  }

  /// Gives everything that nobody else takes to `child`.
  public final void registerDefault(@Nullable PacketAnalyzer child) {
    defaultChild = child;
  }

  /// Looks at `length` bytes from `offset`, which are all that is left of the packet.
  ///
  /// @return whether the packet was understood
  public abstract boolean analyze(Packet packet, MemorySegment data, long offset, int length);

  /// Whether these bytes are this analyzer's protocol.
  protected boolean detect(Packet packet, MemorySegment data, long offset, int length) {
    return false;
  }

  /// Passes on what is behind the number `identifier`.
  protected final boolean forward(
      Packet packet, MemorySegment data, long offset, int length, long identifier) {
    if (decoder.isTooDeep()) {
      return tooDeep(packet);
    }
    PacketAnalyzer next = children.get(identifier);
    if (next == null) {
      next = detected(packet, data, offset, length);
    }
    if (next == null) {
      if (reportsUnknown) {
        decoder.reportUnknown(name, identifier, data, offset, length);
      }
      return false;
    }
    if (!next.enabled) {
      return false;
    }
    decoder.track(next, data, offset, length);
    return next.analyze(packet, data, offset, length);
  }

  /// Passes on what no number stands for.
  protected final boolean forward(Packet packet, MemorySegment data, long offset, int length) {
    if (decoder.isTooDeep()) {
      return tooDeep(packet);
    }
    PacketAnalyzer next = detected(packet, data, offset, length);
    if (next == null) {
      if (reportsUnknown) {
        weird("no_suitable_analyzer_found", packet);
      }
      return false;
    }
    decoder.track(next, data, offset, length);
    return next.analyze(packet, data, offset, length);
  }

  private @Nullable PacketAnalyzer detected(
      Packet packet, MemorySegment data, long offset, int length) {
    for (PacketAnalyzer child : detecting) {
      if (child.enabled && child.detect(packet, data, offset, length)) {
        return child;
      }
    }
    return defaultChild;
  }

  private boolean tooDeep(Packet packet) {
    Session session = packet.session;
    if (session != null) {
      session.markUnanalyzed();
    }
    weird("max_packet_analyzer_depth_exceeded", packet);
    return false;
  }

  protected final void weird(String weird, Packet packet) {
    decoder.weird(weird, packet, "", name);
  }

  protected final void weird(String weird, Packet packet, String detail) {
    decoder.weird(weird, packet, detail, name);
  }

  /// Whether there is no room for one more tunnel; says so.
  protected final boolean isTooDeepInTunnels(Packet packet) {
    Tunnels tunnels = packet.tunnels;
    if (tunnels == null || tunnels.depth() < decoder.options().maxTunnelDepth) {
      return false;
    }
    Session session = packet.session;
    if (session != null) {
      session.markUnanalyzed();
    }
    weird("exceeded_tunnel_max_depth", packet);
    return true;
  }

  /// Tells that the packet's connection speaks this analyzer's protocol.
  protected final void confirm(Session session) {
    if (session.state(this) == Session.State.UNKNOWN) {
      session.state(this, Session.State.CONFIRMED);
      decoder.listener().confirmed(session, this);
    }
  }

  /// Tells that the packet's connection does not speak this analyzer's protocol.
  protected final void violate(
      Session session, String reason, MemorySegment data, long offset, int length) {
    if (session.state(this) != Session.State.VIOLATED) {
      session.state(this, Session.State.VIOLATED);
      decoder.listener().violated(session, this, reason, data, offset, length);
    }
  }
}
