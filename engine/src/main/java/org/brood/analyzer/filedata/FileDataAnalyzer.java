package org.brood.analyzer.filedata;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.SidePlaces;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;

/// A connection that carries files.
final class FileDataAnalyzer implements StreamAnalyzer {
  /// How many bytes of the beginning say what the file is.
  private static final int START = 1024;

  private static final int ACKNOWLEDGEMENT = 4;

  private static final Str UNKNOWN = Str.of("<unknown>");

  private final FileDataProtocol protocol;
  private final AnalyzerContext context;
  private final byte[] start;
  private int startLength;
  private String origFile = "";
  private String respFile = "";
  private final SidePlaces places = new SidePlaces();

  FileDataAnalyzer(FileDataProtocol protocol, AnalyzerContext context) {
    this.protocol = protocol;
    this.context = context;
    this.start = new byte[protocol.transferred().isWanted() ? START : 0];
  }

  @Override
  public int deliver(ByteCursor in, Side from) {
    if (from.isOriginator() && protocol.isAcknowledged()) {
      acknowledgements(in);
      return 0;
    }
    int length = in.remaining();
    identify(in, length);
    EnumType.Item tag = context.tag();
    if (tag != null) {
      file(
          from,
          protocol
              .files()
              .data(
                  in.segment(),
                  in.address(),
                  length,
                  tag,
                  protocol.name(),
                  context.conn(),
                  from,
                  file(from),
                  ""));
    }
    places.advance(from, length);
    in.skip(length);
    in.commit();
    return 0;
  }

  /// Each is a number of 32 bits.
  private void acknowledgements(ByteCursor in) {
    if (in.remaining() % ACKNOWLEDGEMENT != 0) {
      context.weird("irc_invalid_dcc_send_ack");
      in.skip(in.remaining());
    }
    while (!in.isEmpty()) {
      long received = in.u32();
      if (protocol.acknowledged().isWanted()) {
        protocol.acknowledged().raise(context.connection(), received);
      }
    }
    in.commit();
  }

  /// The first bytes, of whichever side, say what the file is.
  private void identify(ByteCursor in, int length) {
    int count = Math.min(length, start.length - startLength);
    if (count > 0) {
      MemorySegment.copy(
          in.segment(), ValueLayout.JAVA_BYTE, in.address(), start, startLength, count);
      startLength += count;
      if (startLength == start.length) {
        tell();
      }
    }
  }

  private void tell() {
    byte[] prefix = Arrays.copyOf(start, startLength);
    protocol
        .transferred()
        .raise(
            context.connection(),
            Str.wrap(prefix),
            UNKNOWN,
            protocol.files().bestType(Str.wrap(prefix)));
  }

  private String file(Side side) {
    return side.isOriginator() ? origFile : respFile;
  }

  private void file(Side side, String id) {
    if (side.isOriginator()) {
      origFile = id;
    } else {
      respFile = id;
    }
  }

  @Override
  public void gap(long bytes, Side from) {
    if (from.isOriginator() && protocol.isAcknowledged()) {
      return;
    }
    EnumType.Item tag = context.tag();
    if (tag != null) {
      file(
          from,
          protocol
              .files()
              .gap(
                  places.sequence(from),
                  bytes,
                  tag,
                  protocol.name(),
                  context.conn(),
                  from,
                  file(from)));
    }
    places.advance(from, bytes);
  }

  @Override
  public void end(Side from) {
    // The file ends with the connection.
  }

  @Override
  public void flipped() {
    String firstFile = origFile;
    origFile = respFile;
    respFile = firstFile;
    places.flipped();
  }

  @Override
  public void done() {
    if (startLength > 0 && startLength < start.length) {
      tell();
    }
    endFile(Side.ORIGINATOR);
    endFile(Side.RESPONDER);
  }

  private void endFile(Side side) {
    EnumType.Item tag = context.tag();
    if (!file(side).isEmpty()) {
      protocol.files().end(file(side));
    } else if (tag != null) {
      protocol.files().end(tag, context.conn(), side);
    }
  }
}
