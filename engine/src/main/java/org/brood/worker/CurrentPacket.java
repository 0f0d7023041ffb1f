package org.brood.worker;

import java.util.function.Consumer;
import org.brood.bif.PacketAccess;
import org.brood.decode.Decoder;
import org.brood.script.value.Record;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// The packet at hand, for built-in functions.
final class CurrentPacket implements PacketAccess, AutoCloseable {
  private static final byte[] NONE = {};

  private final DecodeEvents events;
  private final Decoder decoder;
  private final Consumer<String> errors;
  private @Nullable PacketRecorder extra;

  CurrentPacket(DecodeEvents events, Decoder decoder, Consumer<String> errors) {
    this.events = events;
    this.decoder = decoder;
    this.errors = errors;
  }

  /// Its headers, as `raw_pkt_hdr`.
  @Override
  public Record header() {
    return events.currentHeader();
  }

  /// All of it, as `pcap_packet`.
  @Override
  public Record whole() {
    return events.currentPacket();
  }

  /// When it was captured, in seconds since 1970; 0 if there is none.
  @Override
  public double seconds() {
    long micros = decoder.packetNanos() / 1000;
    return micros / 1e6;
  }

  /// The options of its TCP header; none if it has no such header.
  @Override
  public byte[] tcpOptions() {
    for (int i = 0; i < decoder.depth(); i++) {
      if (decoder.stackAnalyzer(i).name().equals("TCP")) {
        int length = decoder.stackLength(i);
        if (length < TcpHeader.MIN_LENGTH) {
          return NONE;
        }
        TcpHeader header = new TcpHeader();
        header.wrap(decoder.stackData(i), decoder.stackOffset(i));
        int options = header.headerLength() - TcpHeader.MIN_LENGTH;
        return options <= 0 || header.headerLength() > length
            ? NONE
            : RecordMaker.bytes(header.segment(), header.options(), options).bytes();
      }
    }
    return NONE;
  }

  private PacketRecorder extra(String file) {
    PacketRecorder open = extra;
    if (open != null && !open.path().equals(file)) {
      open.close();
      open = null;
    }
    if (open == null) {
      open = new PacketRecorder(file, true, errors);
      extra = open;
    }
    return open;
  }

  /// Appends it to a capture file.
  @Override
  public boolean dump(String file) {
    if (decoder.packetsProcessed() == 0) {
      return false;
    }
    PacketRecorder to = extra(file);
    boolean written = to.write(decoder.packet(), 0);
    to.flush();
    return written;
  }

  /// Appends bytes of a script to a capture file.
  @Override
  public boolean dump(byte[] bytes, int wireLength, long nanos, String file) {
    PacketRecorder to = extra(file);
    boolean written = to.write(bytes, wireLength, nanos);
    to.flush();
    return written;
  }

  @Override
  public void close() {
    PacketRecorder open = extra;
    if (open != null) {
      open.close();
      extra = null;
    }
  }
}
