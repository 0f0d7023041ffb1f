package org.brood.analyzer.mime;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.brood.analyzer.AnalyzerContext;
import org.brood.file.FileTracker;
import org.brood.flow.Side;
import org.brood.format.mime.MimeEntity;
import org.brood.format.mime.MimeHeader;
import org.brood.format.mime.MimeSink;
import org.brood.script.type.EnumType;
import org.brood.script.value.Digests;
import org.jspecify.annotations.Nullable;

/// One mail: raises the events of MIME for its parts, and makes files of them.
public final class MimeMail implements MimeSink {
  /// How many bytes of a mail, and of each part, are kept for those events that want them whole.
  static final int MAX_WHOLE = 32 << 20;

  private final MimeEvents events;
  private final AnalyzerContext context;
  private final Side from;
  private final String source;
  private final MimeEntity whole;
  private final @Nullable MessageDigest md5;
  private final @Nullable MessageDigest sha256;
  private final ByteArrayOutputStream partContent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream allContent = new ByteArrayOutputStream();
  private final byte[] segment;
  private int segmentStart;
  private int dataStart;
  private long hashedBytes;
  private long partLength;
  private String fileId = "";
  private boolean finished;

  /// A mail that begins.
  ///
  /// @param source the protocol's name, for file analysis
  public MimeMail(MimeEvents events, AnalyzerContext context, Side from, String source) {
    this.events = events;
    this.context = context;
    this.from = from;
    this.source = source;
    this.segment = new byte[events.wantsSegments() ? events.segmentBytes() : 0];
    this.md5 = events.wantsMd5() ? Digests.fresh("MD5") : null;
    this.sha256 = events.wantsSha256() ? Digests.fresh("SHA-256") : null;
    this.whole = new MimeEntity(this, null, events.limits(), events.wantsAllHeaders());
    begin(whole);
  }

  /// Takes a line, or a piece of data.
  ///
  /// @param endsLine whether a line end follows, which is not in the data
  public void deliver(MemorySegment data, long offset, int length, boolean endsLine) {
    whole.deliver(data, offset, length, endsLine);
  }

  /// Bytes of the mail are lost.
  public void lost(long bytes) {
    EnumType.Item tag = context.tag();
    if (tag != null) {
      fileId = files().gap(partLength, bytes, tag, source, context.conn(), from, fileId);
    }
  }

  /// The mail is over.
  public void finish() {
    if (finished) {
      return;
    }
    finished = true;
    whole.end();
    if (events.wantsAll()) {
      events.all(context, allContent.toByteArray());
    }
    if (md5 != null) {
      events.md5(context, hashedBytes, md5.digest());
    }
    if (sha256 != null) {
      events.sha256(context, hashedBytes, sha256.digest());
    }
    endFiles();
  }

  public boolean isFinished() {
    return finished;
  }

  private FileTracker files() {
    return events.files();
  }

  private void endFiles() {
    EnumType.Item tag = context.tag();
    if (tag != null) {
      files().end(tag, context.conn(), Side.ORIGINATOR);
      files().end(tag, context.conn(), Side.RESPONDER);
    }
  }

  // ---- what entities tell

  @Override
  public void begin(MimeEntity entity) {
    partLength = 0;
    fileId = "";
    segmentStart = 0;
    dataStart = 0;
    events.begin(context);
  }

  @Override
  public void end(MimeEntity entity) {
    if (events.wantsEntities()) {
      events.entity(context, partContent.toByteArray());
      partContent.reset();
    }
    events.end(context);
    if (fileId.isEmpty()) {
      endFiles();
    } else {
      files().end(fileId);
    }
    fileId = "";
  }

  @Override
  public void header(MimeHeader header) {
    events.header(context, header);
  }

  @Override
  public void headers(List<MimeHeader> headers) {
    events.headers(context, headers);
  }

  /// Makes room for the next segment, which begins with the end of the one before.
  @Override
  public int pieceSize() {
    dataStart = Math.max(0, segmentStart - events.overlapBytes());
    int again = segmentStart - dataStart;
    if (dataStart + events.segmentBytes() > segment.length) {
      if (segment.length > 0) {
        System.arraycopy(segment, dataStart, segment, 0, again);
      }
      dataStart = 0;
      segmentStart = again;
    }
    return events.segmentBytes() - again;
  }

  @Override
  public void data(MemorySegment data, long offset, int length) {
    if (md5 != null) {
      md5.update(data.asSlice(offset, length).asByteBuffer());
    }
    if (sha256 != null) {
      sha256.update(data.asSlice(offset, length).asByteBuffer());
    }
    hashedBytes += length;
    if (events.wantsEntities()) {
      collect(partContent, data, offset, length);
    }
    if (events.wantsAll()) {
      collect(allContent, data, offset, length);
    }
    if (segment.length > 0) {
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, segment, segmentStart, length);
      events.segment(context, Arrays.copyOfRange(segment, dataStart, segmentStart + length));
    }
    segmentStart += length;
    EnumType.Item tag = context.tag();
    if (tag != null) {
      fileId = files().data(data, offset, length, tag, source, context.conn(), from, fileId, "");
    }
    partLength += length;
  }

  private static void collect(
      ByteArrayOutputStream to, MemorySegment data, long offset, int length) {
    if (to.size() + length <= MAX_WHOLE) {
      byte[] copy = new byte[length];
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
      to.writeBytes(copy);
    }
  }

  @Override
  public void problem(Problem kind, String detail) {
    events.problem(context, kind.text(), detail);
  }

  @Override
  public void weird(String name, String detail) {
    context.weird(name, detail);
  }

  @Override
  public void headerCut() {
    context.conn().flow().markUnanalyzed();
  }

  @Override
  public void base64Problem(String detail) {
    context.conn().flow().weird("base64_illegal_encoding", detail, "");
  }
}
