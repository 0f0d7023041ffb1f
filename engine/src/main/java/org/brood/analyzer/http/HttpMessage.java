package org.brood.analyzer.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.brood.analyzer.PatternType;
import org.brood.file.FileTracker;
import org.brood.flow.Side;
import org.brood.format.ContentLines;
import org.brood.format.mime.MimeEntity;
import org.brood.format.mime.MimeHeader;
import org.brood.format.mime.MimeSink;
import org.brood.script.type.EnumType;
import org.jspecify.annotations.Nullable;

/// A request or response after its first line.
final class HttpMessage implements MimeSink {
  private static final byte[] NOTHING = {};

  private final HttpAnalyzer analyzer;
  private final ContentLines lines;
  private final Side from;
  private final HttpEntity whole;
  private final double start;
  private @Nullable HttpEntity current;
  private long bodyLength;
  private long headerLength;
  private long gapLength;
  private boolean finished;

  /// @param firstLineLength how long the first line was
  HttpMessage(
      HttpAnalyzer analyzer,
      ContentLines lines,
      Side from,
      HttpEntity.Body body,
      int firstLineLength) {
    this.analyzer = analyzer;
    this.lines = lines;
    this.from = from;
    this.headerLength = firstLineLength;
    this.start = analyzer.context().services().runtime().networkTime();
    this.whole = new HttpEntity(this, null, body);
    begin(whole);
  }

  HttpAnalyzer analyzer() {
    return analyzer;
  }

  HttpOptions options() {
    return analyzer.protocol().options();
  }

  HttpEvents events() {
    return analyzer.protocol().events();
  }

  Side from() {
    return from;
  }

  boolean isFinished() {
    return finished;
  }

  /// Takes a line, or a piece of data.
  void deliver(MemorySegment data, long offset, int length, boolean endsLine) {
    whole.deliver(data, offset, length, endsLine);
  }

  /// The message is over.
  ///
  /// @param how it ended, for scripts
  void finish(boolean interrupted, String how) {
    if (finished) {
      return;
    }
    finished = true;
    whole.end();
    endFile(whole);
    events()
        .messageDone(
            analyzer.context(),
            from,
            new HttpEvents.MessageStat(
                start, interrupted, how, bodyLength, gapLength, headerLength));
    analyzer.messageDone(from);
  }

  /// Bytes are lost.
  ///
  /// @return whether the rest of the message can be understood all the same
  boolean lost(long bytes, boolean onPurpose) {
    HttpEntity of = current == null ? whole : current;
    if (of.lost(bytes, onPurpose)) {
      gapLength += bytes;
      return true;
    }
    return false;
  }

  void contentGap(long sequence, long bytes) {
    event("content gap", "seq=" + sequence + ", len=" + bytes);
  }

  void skipBody() {
    HttpEntity of = current;
    if (of != null) {
      of.skipBody();
    }
  }

  private void event(String category, String detail) {
    events().event(analyzer.context(), category, detail.getBytes(StandardCharsets.ISO_8859_1));
  }

  // ---- what entities tell

  @Override
  public void begin(MimeEntity entity) {
    current = (HttpEntity) entity;
    events().beginEntity(analyzer.context(), from);
  }

  @Override
  public void end(MimeEntity entity) {
    if (entity == whole) {
      bodyLength += whole.bodyLength();
      headerLength += whole.headerLength();
    }
    events().endEntity(analyzer.context(), from);
    MimeEntity parent = entity.parent();
    current = (HttpEntity) parent;
    if (parent != null && parent.kind() == MimeEntity.Kind.MULTIPART) {
      wholeLinesOnly(false);
    }
    if (entity == whole) {
      finish(false, "message ends normally");
    } else {
      endFile((HttpEntity) entity);
    }
  }

  /// The parts of a range response may come over several connections, so those files stay open.
  private void endFile(HttpEntity entity) {
    EnumType.Item tag = analyzer.context().tag();
    if (!from.isOriginator() && analyzer.replyCode() == 206 || tag == null) {
      return;
    }
    if (entity.fileId().isEmpty()) {
      files().end(tag, analyzer.context().conn(), from);
    } else {
      files().end(entity.fileId());
    }
  }

  @Override
  public void header(MimeHeader header) {
    analyzer.header(from, header);
  }

  @Override
  public void headers(List<MimeHeader> headers) {
    events().allHeaders(analyzer.context(), from, headers);
    HttpEntity of = current;
    if (of != null) {
      events().contentType(analyzer.context(), from, of.type(), of.subtype());
    }
  }

  @Override
  public void data(MemorySegment data, long offset, int length) {
    events().entityData(analyzer.context(), from, data, offset, length);
  }

  @Override
  public int pieceSize() {
    return options().pieceBytes();
  }

  @Override
  public void problem(Problem kind, String detail) {
    event(kind.text(), detail);
  }

  @Override
  public void weird(String name, String detail) {
    analyzer.context().weird(name, detail);
  }

  @Override
  public void headerCut() {
    analyzer.context().conn().flow().markUnanalyzed();
  }

  @Override
  public void base64Problem(String detail) {
    analyzer.context().conn().flow().weird("base64_illegal_encoding", detail, "");
  }

  // ---- how lines are cut

  /// Takes the next bytes as they are, or, with 0, goes back to lines.
  void plain(long bytes) {
    if (options().skipsBodies()) {
      lines.skip(bytes);
    } else {
      lines.plain(bytes);
    }
  }

  void expect(long bytes) {
    lines.expect(bytes);
  }

  /// In parts of a multipart entity lone CR and LF are data.
  void wholeLinesOnly(boolean on) {
    lines.quiet(on);
    lines.loneEnds(!on);
  }

  // ---- files

  private FileTracker files() {
    return analyzer.protocol().files();
  }

  String data(MemorySegment data, long offset, int length, String id) {
    EnumType.Item tag = analyzer.context().tag();
    return tag == null
        ? ""
        : files()
            .data(
                data,
                offset,
                length,
                tag,
                HttpProtocol.NAME,
                analyzer.context().conn(),
                from,
                id,
                "");
  }

  String dataAt(MemorySegment data, long offset, int length, long place, String id) {
    EnumType.Item tag = analyzer.context().tag();
    return tag == null
        ? ""
        : files()
            .dataAt(
                data,
                offset,
                length,
                place,
                tag,
                HttpProtocol.NAME,
                analyzer.context().conn(),
                from,
                id,
                "");
  }

  String gap(long place, long bytes, String id) {
    EnumType.Item tag = analyzer.context().tag();
    return tag == null
        ? ""
        : files().gap(place, bytes, tag, HttpProtocol.NAME, analyzer.context().conn(), from, id);
  }

  String size(long bytes, String id) {
    EnumType.Item tag = analyzer.context().tag();
    return tag == null
        ? ""
        : files().size(bytes, tag, HttpProtocol.NAME, analyzer.context().conn(), from, id);
  }

  // ---- signatures

  void matchBody(MemorySegment data, long offset, int length, boolean isFirst) {
    analyzer.context().match(bodyPattern(), data, offset, length, from, isFirst, false, isFirst);
  }

  void matchBodyEnd() {
    analyzer.context().match(bodyPattern(), NOTHING, from, false, true, false);
  }

  private PatternType bodyPattern() {
    return from.isOriginator() ? PatternType.HTTP_REQUEST_BODY : PatternType.HTTP_REPLY_BODY;
  }
}
