package org.brood.capture.pcap;

import java.io.IOException;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;

/// What the capture formats have in common: frames out of a file's blocks until its end or until it
/// is broken.
abstract sealed class FileSource implements PacketSource permits PcapReader, PcapngReader {
  final BlockInput input;
  private final String name;

  /// The link type of the first frames, negative until a file has said it.
  int linkType = -1;

  long received;
  boolean atEnd;

  /// Bytes of the last frame or block that are still in front of the input.
  int pending;

  FileSource(String name, BlockInput input) {
    this.name = name;
    this.input = input;
  }

  /// Fills in the next frame; false at the end of the file.
  abstract boolean read(Frame frame) throws IOException;

  @Override
  public final boolean next(Frame frame) throws CaptureException {
    if (atEnd) {
      return false;
    }
    try {
      input.skip(pending);
      pending = 0;
      return read(frame);
    } catch (CaptureException e) {
      atEnd = true;
      throw e;
    } catch (IOException e) {
      atEnd = true;
      throw failed(CaptureFile.reason(e));
    }
  }

  final CaptureException failed(String why) {
    return new CaptureException("failed to read a packet from " + name + ": " + why);
  }

  @Override
  public final boolean isLive() {
    return false;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final int linkType() {
    return linkType;
  }

  @Override
  public final long received() {
    return received;
  }

  @Override
  public long dropped() {
    return 0;
  }

  @Override
  public final void close() {
    input.close();
  }
}
