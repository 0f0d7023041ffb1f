package org.brood.analyzer.http;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.PatternType;
import org.brood.analyzer.StreamAnalyzer;
import org.brood.bytes.ByteCursor;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.format.ContentLines;
import org.brood.format.mime.MimeHeader;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Follows requests and responses over a connection.
///
/// Each side's stream goes through [ContentLines]; a message tells them when a body of known length
/// begins. A connection that CONNECT or Upgrade turned into something else is handed on to the
/// analyzers below.
public final class HttpAnalyzer implements StreamAnalyzer {
  private static final byte[] COLON = {':', ' '};

  private enum Expect {
    FIRST_LINE,
    MESSAGE,
    /// Raw data until the end: a response of HTTP/0.9.
    RAW,
    /// What comes cannot be understood any more.
    NOTHING
  }

  /// One side's stream: where it is, and the message that comes.
  private final class Stream implements ContentLines.Sink {
    private final Side side;
    private final ContentLines lines;
    private Expect expect = Expect.FIRST_LINE;
    private @Nullable HttpMessage message;
    private boolean ongoing;
    private boolean byLines = true;
    private long received;
    private HttpVersion version = HttpVersion.UNKNOWN;
    private int count;

    Stream(Side side, ContentLines.Once once) {
      this.side = side;
      this.lines = new ContentLines(this, once);
    }

    @Override
    public void line(MemorySegment data, long offset, int length) {
      take(this, data, offset, length, false);
    }

    @Override
    public void plain(MemorySegment data, long offset, int length) {
      take(this, data, offset, length, true);
    }

    @Override
    public void skipped(int length) {
      HttpMessage of = message;
      if (of != null) {
        of.lost(length, true);
      }
    }

    @Override
    public void weird(String name) {
      context.conn().flow().weird(name, "", "CONTENTLINE");
    }
  }

  private final class LineNotes implements HttpLines.Notes {
    private final Stream stream;

    LineNotes(Stream stream) {
      this.stream = stream;
    }

    @Override
    public void weird(String name) {
      context.weird(name);
    }

    @Override
    public void event(String category, byte[] detail) {
      protocol.events().event(context, category, detail);
    }

    @Override
    public void version(HttpVersion version) {
      HttpAnalyzer.this.version(stream, version);
    }
  }

  private final HttpProtocol protocol;
  private final AnalyzerContext context;
  private final Stream request;
  private final Stream reply;
  private final Deque<String> unanswered = new ArrayDeque<>(2);
  private boolean persists;
  private boolean closing;
  private boolean connecting;
  private boolean handsOn;
  private boolean upgraded;
  private boolean announcesUpgrade;
  private byte[] upgradeProtocol = new byte[0];
  private int replyCode;
  private boolean done;

  HttpAnalyzer(HttpProtocol protocol, AnalyzerContext context) {
    this.protocol = protocol;
    this.context = context;
    ContentLines.Once once = new ContentLines.Once();
    request = new Stream(Side.ORIGINATOR, once);
    reply = new Stream(Side.RESPONDER, once);
  }

  HttpProtocol protocol() {
    return protocol;
  }

  AnalyzerContext context() {
    return context;
  }

  /// The status of the response that comes now, 0 for none.
  int replyCode() {
    return replyCode;
  }

  /// Whether the response ends with the connection.
  boolean isClosing() {
    return closing;
  }

  /// The version of the request that comes now, or of the last response if none does.
  HttpVersion ongoingVersion() {
    return request.ongoing ? request.version : reply.version;
  }

  private Stream stream(Side side) {
    return side.isOriginator() ? request : reply;
  }

  private boolean isPartial() {
    return context.conn().flow() instanceof TcpFlow flow && flow.isPartial();
  }

  // ---- input

  @Override
  public int deliver(ByteCursor in, Side from) {
    Stream stream = stream(from);
    int length = in.remaining();
    stream.received += length;
    if (stream.byLines) {
      if (from.isOriginator() || !isPartial()) {
        stream.lines.deliver(in.segment(), in.address(), length);
      }
    } else {
      take(stream, in.segment(), in.address(), length, false);
    }
    in.skip(length);
    in.commit();
    return 0;
  }

  @Override
  public void gap(long bytes, Side from) {
    Stream stream = stream(from);
    long sequence = stream.received + 1;
    stream.received += bytes;
    HttpMessage message = stream.message;
    if (message != null) {
      message.contentGap(sequence, bytes);
      if (message.lost(bytes, false)) {
        return;
      }
    }
    if (from.isOriginator()) {
      // Whether a response has a body depends on the request, so responses cannot be understood
      // either.
      requestMade(true, "message interrupted by a content gap");
    }
    replyMade(true, "message interrupted by a content gap");
    stream.lines.stop();
  }

  @Override
  public void end(Side from) {
    Stream stream = stream(from);
    if (stream.byLines && (from.isOriginator() || !isPartial())) {
      stream.lines.end();
    }
    String how = "message ends as connection contents are completely delivered";
    if (from.isOriginator()) {
      requestMade(false, how);
    } else {
      replyMade(false, how);
    }
  }

  @Override
  public void finished(boolean half) {
    bothMade("message ends as connection is finished");
  }

  @Override
  public void reset() {
    bothMade("message interrupted by RST");
  }

  @Override
  public void flipped() {
    if (handsOn) {
      context.weird("HTTP_late_flip_roles");
    } else if (request.count > 0 || reply.count > 0) {
      context.weird("HTTP_late_flip_roles");
      context.skip();
    }
  }

  @Override
  public void done() {
    if (done) {
      return;
    }
    bothMade("message interrupted when connection done");
    done = true;
    protocol.events().stats(context, request.count, reply.count, request.version, reply.version);
    unanswered.clear();
    EnumType.Item tag = context.tag();
    if (tag != null) {
      protocol.files().end(tag, context.conn(), Side.ORIGINATOR);
    }
  }

  private void bothMade(String how) {
    requestMade(true, how);
    replyMade(true, how);
  }

  private void take(Stream stream, MemorySegment data, long offset, int length, boolean plain) {
    if (done || isPartial()) {
      return;
    }
    if (handsOn) {
      context.forward(data, offset, length, stream.side);
    } else if (stream.expect == Expect.RAW) {
      rawReply(data, offset, length);
    } else if (plain) {
      plain(stream, data, offset, length);
    } else if (stream == request) {
      requestLine(data, offset, length);
    } else {
      replyLine(data, offset, length);
    }
  }

  private void plain(Stream stream, MemorySegment data, long offset, int length) {
    HttpMessage message = stream.message;
    if (message != null) {
      message.deliver(data, offset, length, false);
    } else {
      context.weird(
          stream == request ? "unexpected_client_HTTP_data" : "unexpected_server_HTTP_data");
    }
  }

  private void version(Stream stream, HttpVersion version) {
    if (!stream.version.equals(HttpVersion.UNKNOWN) && !stream.version.equals(version)) {
      context.weird("HTTP_version_mismatch");
    }
    stream.version = version;
    persists |= version.isPersistent();
  }

  private HttpMessage begin(Stream stream, HttpEntity.Body body, int firstLineLength) {
    HttpMessage before = stream.message;
    if (before != null && !before.isFinished()) {
      context.weird("HTTP_overlapping_messages");
    }
    HttpMessage made = new HttpMessage(this, stream.lines, stream.side, body, firstLineLength);
    stream.message = made;
    return made;
  }

  // ---- requests

  private void requestLine(MemorySegment data, long offset, int length) {
    switch (request.expect) {
      case FIRST_LINE -> beginRequest(HttpText.copy(data, offset, length));
      case MESSAGE -> {
        HttpMessage message = request.message;
        if (message != null) {
          message.deliver(data, offset, length, true);
        }
      }
      case RAW, NOTHING -> {}
    }
  }

  private void beginRequest(byte[] line) {
    HttpLines.RequestLine read = new HttpLines(new LineNotes(request)).request(line);
    boolean isOldest = request.version.equals(HttpVersion.V0_9);
    if (read != null && isOldest && (read.method().length < 3 || read.uri().length == 0)) {
      // Without a version it takes more to be a request: the oldest protocol only knows GET.
      context.weird("bad_HTTP_request");
      read = null;
    }
    if (read == null) {
      notARequest(line);
      return;
    }
    context.match(PatternType.HTTP_REQUEST, read.plainUri(), Side.ORIGINATOR, true, true, true);
    request.count++;
    if (!persists && request.count > 1) {
      context.weird("unexpected_multiple_HTTP_requests");
    }
    request.expect = Expect.MESSAGE;
    request.ongoing = true;
    String method = new String(read.method(), StandardCharsets.ISO_8859_1);
    if (unanswered.size() < HttpLimits.MAX_PENDING_REQUESTS) {
      unanswered.add(method);
    }
    context.confirm();
    connecting |= method.equalsIgnoreCase("CONNECT");
    protocol.events().request(context, read, request.version, protocol.options().maxUri());
    begin(request, HttpEntity.Body.POSSIBLE, line.length);
    if (isOldest) {
      expectRawReply(method);
    }
  }

  private void notARequest(byte[] line) {
    if (request.count > 0 && !persists) {
      protocol.events().event(context, "crud_trailing_HTTP_request", line);
    } else if (line.length == 0) {
      context.weird("empty_http_request");
    } else {
      context.violation("not a http request line");
      request.expect = Expect.NOTHING;
    }
  }

  /// A request without a version is answered by data alone.
  private void expectRawReply(String method) {
    if (!method.equals("GET")) {
      context.weird("invalid_http_09_request_method", method);
    }
    HttpMessage early = reply.message;
    if (early != null) {
      context.weird("http_09_reply_before_request");
      early.finish(false, "message ends normally");
      reply.message = null;
    }
    reply.expect = Expect.RAW;
    reply.byLines = false;
  }

  private void requestMade(boolean interrupted, String how) {
    if (!request.ongoing) {
      return;
    }
    request.ongoing = false;
    HttpMessage message = request.message;
    if (message != null) {
      message.finish(interrupted, how);
    }
    request.expect = interrupted ? Expect.NOTHING : Expect.FIRST_LINE;
  }

  // ---- responses

  private void replyLine(MemorySegment data, long offset, int length) {
    switch (reply.expect) {
      case FIRST_LINE -> beginReply(HttpText.copy(data, offset, length));
      case MESSAGE -> {
        HttpMessage message = reply.message;
        if (message != null) {
          message.deliver(data, offset, length, true);
        }
        if (connecting && length == 0) {
          openTunnel();
        }
      }
      case RAW, NOTHING -> {}
    }
  }

  private void beginReply(byte[] line) {
    HttpLines.StatusLine read = new HttpLines(new LineNotes(reply)).status(line);
    if (read == null) {
      if (line.length > 0) {
        context.violation("not a http reply line");
        reply.expect = Expect.NOTHING;
      }
      return;
    }
    replyCode = read.code();
    reply.count++;
    if (!unanswered.isEmpty()) {
      context.confirm();
    }
    reply.expect = Expect.MESSAGE;
    reply.ongoing = true;
    protocol.events().reply(context, reply.version, replyCode, read.reason());
    connecting &= replyCode == 200;
    begin(reply, replyBody(), line.length);
  }

  /// Whether the response has a body (RFC 9112, section 6.3).
  private HttpEntity.Body replyBody() {
    String method = unanswered.peek();
    boolean none =
        method != null && method.equalsIgnoreCase("HEAD")
            || replyCode >= 100 && replyCode < 200
            || replyCode == 204
            || replyCode == 304;
    return none ? HttpEntity.Body.NONE : HttpEntity.Body.EXPECTED;
  }

  private void rawReply(MemorySegment data, long offset, int length) {
    HttpMessage message = reply.message;
    if (message == null) {
      version(reply, HttpVersion.V0_9);
      if (!unanswered.isEmpty()) {
        context.confirm();
        unanswered.remove();
      }
      closing = true;
      reply.ongoing = true;
      protocol.events().reply(context, reply.version, replyCode, null);
      message = begin(reply, replyBody(), 0);
      // An empty line ends the headers that there are none of.
      message.deliver(data, offset, 0, true);
    }
    message.deliver(data, offset, length, false);
  }

  private void replyMade(boolean interrupted, String how) {
    if (!reply.ongoing) {
      return;
    }
    reply.ongoing = false;
    HttpMessage message = reply.message;
    if (message != null) {
      message.finish(interrupted, how);
    }
    boolean isFinal = replyCode < 100 || replyCode >= 200;
    if (isFinal && !unanswered.isEmpty()) {
      unanswered.remove();
    }
    if (replyCode == 101
        && unanswered.size() == 1
        && announcesUpgrade
        && upgradeProtocol.length > 0) {
      upgrade();
    }
    replyCode = 0;
    announcesUpgrade = false;
    upgradeProtocol = new byte[0];
    reply.expect = interrupted || upgraded ? Expect.NOTHING : Expect.FIRST_LINE;
  }

  // ---- other protocols

  /// A proxy has opened a connection: what comes is that connection's.
  private void openTunnel() {
    context.addDetection();
    letThrough("protocol_data_with_HTTP_CONNECT_reply");
  }

  /// Both sides change to another protocol (RFC 9110, section 7.8).
  private void upgrade() {
    letThrough("protocol_data_with_HTTP_upgrade_reply");
    EnumType.Item tag = upgradeTag();
    if (tag == null) {
      context.addDetection();
    } else {
      String name = tag.name();
      context.addChild(name.substring(name.lastIndexOf(':') + 1));
      // Scripts configure the new analyzer by what they have seen of this response.
      context.services().runtime().drain();
    }
    upgraded = true;
    protocol.events().upgrade(context, upgradeProtocol);
  }

  private EnumType.@Nullable Item upgradeTag() {
    if (!(context.services().events().global("HTTP::upgrade_analyzers") instanceof Table known)) {
      return null;
    }
    Object tag = known.get(Str.wrap(upgradeProtocol));
    if (tag == null) {
      String name = new String(upgradeProtocol, StandardCharsets.ISO_8859_1);
      tag = known.get(Str.latin1(name.toLowerCase(Locale.ROOT)));
    }
    return tag instanceof EnumType.Item item ? item : null;
  }

  /// Hands on all that comes from now on.
  ///
  /// @param weird for data that came with the response already
  private void letThrough(String weird) {
    int early = reply.lines.remaining();
    if (early > 0) {
      context.weird(weird, Integer.toString(early));
      reply.lines.plain(early);
    }
    handsOn = true;
    request.byLines = false;
    reply.byLines = false;
  }

  /// Hands on a body to analyzers that scripts have put below this one.
  void forwardBody(MemorySegment data, long offset, int length, Side from) {
    if (context.hasChildren()) {
      context.forward(data, offset, length, from);
    }
  }

  // ---- what messages tell

  void messageDone(Side from) {
    if (from.isOriginator()) {
      requestMade(false, "message ends normally");
    } else {
      replyMade(false, "message ends normally");
    }
  }

  void header(Side from, MimeHeader header) {
    if (header.is("connection")) {
      if (from.isOriginator()) {
        persists |= header.isToken("keep-alive");
      } else if (header.isToken("close")) {
        closing = true;
      } else {
        announcesUpgrade |= header.isToken("upgrade");
      }
    } else if (!from.isOriginator() && header.is("upgrade")) {
      upgradeProtocol = header.token();
    }
    if (protocol.events().wantsHeaders()) {
      matchHeader(from, header);
      protocol.events().header(context, from, header);
    }
  }

  /// Shows the rest of the present body to nobody, as `skip_http_entity_data` asks.
  public void skipBody(Side from) {
    HttpMessage message = stream(from).message;
    if (message != null) {
      message.skipBody();
    }
  }

  private void matchHeader(Side from, MimeHeader header) {
    PatternType type =
        from.isOriginator() ? PatternType.HTTP_REQUEST_HEADER : PatternType.HTTP_REPLY_HEADER;
    context.match(type, header.name(), from, true, false, true);
    context.match(type, COLON, from, false, false, false);
    context.match(type, header.value(), from, false, true, false);
  }
}
