package org.brood.format.mime;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brood.format.mime.MimeSink.Problem;
import org.jspecify.annotations.Nullable;

/// An entity: headers, an empty line, and a body, which may have parts (RFC 2045, RFC 2046).
///
/// It takes lines, or data between lines, and gives headers and decoded pieces of the body to its
/// sink. HTTP, which knows other ways to tell where a body ends, extends it.
public class MimeEntity {
  /// What kind of content a body has.
  public enum Kind {
    MULTIPART,
    MESSAGE,
    TEXT,
    OTHER
  }

  private enum Encoding {
    IDENTITY,
    QUOTED_PRINTABLE,
    BASE64
  }

  private enum Boundary {
    NONE,
    PART,
    CLOSING
  }

  private static final byte CR = '\r';
  private static final byte LF = '\n';

  private final MimeSink sink;
  private final MimeLimits limits;
  private final boolean keepsHeaders;
  private final @Nullable MimeEntity parent;
  private final int depth;
  private final List<MimeHeader> headers = new ArrayList<>(0);
  private @Nullable ByteArrayOutputStream line;
  private int lineCount;
  private boolean inHeader = true;
  private boolean ended;
  private Kind kind = Kind.TEXT;
  private byte[] type = ascii("TEXT");
  private byte[] subtype = ascii("PLAIN");
  private Encoding encoding = Encoding.IDENTITY;
  private @Nullable MemorySegment delimiter;
  private boolean hasParameters;
  private @Nullable MimeEntity child;
  private @Nullable Base64Stream base64;
  private boolean lineEndDue;
  private MemorySegment piece = MemorySegment.NULL;
  private int pieceLength;
  private int pieceLimit;

  /// An entity, or a part of `parent`.
  ///
  /// @param keepsHeaders whether the sink wants all headers together
  public MimeEntity(
      MimeSink sink, @Nullable MimeEntity parent, MimeLimits limits, boolean keepsHeaders) {
    this.sink = sink;
    this.limits = limits;
    this.keepsHeaders = keepsHeaders;
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
    if (parent != null) {
      encoding = parent.encoding;
    }
  }

  public final @Nullable MimeEntity parent() {
    return parent;
  }

  /// How deep it is in others, 0 for the outermost.
  public final int depth() {
    return depth;
  }

  public final Kind kind() {
    return kind;
  }

  /// Whether it is multipart or a message: its body is made of entities.
  protected final boolean isComposite() {
    return kind == Kind.MULTIPART || kind == Kind.MESSAGE;
  }

  /// The first half of the media type, in upper case.
  public final byte[] type() {
    return type;
  }

  /// The second half.
  public final byte[] subtype() {
    return subtype;
  }

  protected final MimeLimits limits() {
    return limits;
  }

  protected final boolean keepsHeaders() {
    return keepsHeaders;
  }

  protected final boolean isInHeader() {
    return inHeader;
  }

  /// Whether all of it has come.
  protected final boolean isEnded() {
    return ended;
  }

  /// Goes back to headers: those after the body.
  protected final void beginTrailer() {
    inHeader = true;
  }

  protected final boolean isPartOfMultipart() {
    return parent != null && parent.kind == Kind.MULTIPART;
  }

  // ---- input

  /// Takes a line, or a piece of data.
  ///
  /// @param endsLine whether a line end follows, which is not in the data
  public void deliver(MemorySegment data, long offset, int length, boolean endsLine) {
    if (!inHeader) {
      bodyLine(data, offset, length, endsLine);
      return;
    }
    int first = length == 0 ? 0 : data.get(ValueLayout.JAVA_BYTE, offset);
    if (first == 0) {
      finishHeader();
      inHeader = false;
      submitHeaders();
      if (!ended) {
        beginBody();
      }
    } else if (MimeSyntax.isBlank(first)) {
      continueHeader(data, offset, length);
    } else {
      beginHeader(data, offset, length);
    }
  }

  /// No more will come.
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (inHeader) {
      finishHeader();
      inHeader = false;
      submitHeaders();
      sink.problem(Problem.ILLEGAL_FORMAT, "entity body missing");
    } else {
      endBody();
    }
    sink.end(this);
  }

  private void endBody() {
    if (child != null) {
      if (kind == Kind.MULTIPART) {
        illegalFormat("multipart closing boundary delimiter missing");
      }
      endChild();
    }
    Base64Stream decoder = base64;
    if (decoder != null) {
      base64 = null;
      decoder.end();
    }
    flush();
  }

  // ---- what subclasses may do otherwise

  /// A header has come.
  protected void submitHeader(MimeHeader header) {
    sink.header(header);
  }

  /// All headers have come.
  protected void submitHeaders() {
    sink.headers(headers);
  }

  /// A decoded piece of the body.
  protected void submitData(MemorySegment data, long offset, int length) {
    sink.data(data, offset, length);
  }

  protected MimeEntity newChild() {
    return new MimeEntity(sink, this, limits, keepsHeaders);
  }

  protected final void illegalFormat(String detail) {
    sink.problem(Problem.ILLEGAL_FORMAT, detail);
  }

  // ---- headers

  private void beginHeader(MemorySegment data, long offset, int length) {
    finishHeader();
    if (length > 0) {
      ByteArrayOutputStream made = new ByteArrayOutputStream(length);
      append(made, data, offset, length);
      line = made;
      lineCount = 1;
    }
  }

  private void continueHeader(MemorySegment data, long offset, int length) {
    ByteArrayOutputStream known = line;
    if (known == null) {
      illegalFormat("first header line starts with linear whitespace");
      int blanks = 0;
      while (blanks < length
          && MimeSyntax.isBlank(data.get(ValueLayout.JAVA_BYTE, offset + blanks))) {
        blanks++;
      }
      beginHeader(data, offset + blanks, length - blanks);
    } else if (limits.headerBytes() > 0 && known.size() >= limits.headerBytes()) {
      sink.headerCut();
      sink.weird("exceeded_mime_max_header_bytes", Integer.toString(known.size()));
    } else {
      append(known, data, offset, length);
      lineCount++;
    }
  }

  private static void append(
      ByteArrayOutputStream to, MemorySegment data, long offset, int length) {
    byte[] copy = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    to.writeBytes(copy);
  }

  private void finishHeader() {
    ByteArrayOutputStream whole = line;
    if (whole == null) {
      return;
    }
    line = null;
    MimeHeader header = MimeHeader.parse(whole.toByteArray(), lineCount);
    if (header.isMalformed()) {
      return;
    }
    if (header.is("content-type")) {
      contentType(header);
    } else if (header.is("content-transfer-encoding")) {
      transferEncoding(header);
    }
    submitHeader(header);
    if (keepsHeaders && headers.size() < MimeLimits.MAX_HEADERS) {
      headers.add(header);
    }
  }

  private void contentType(MimeHeader header) {
    byte[] value = header.value();
    MimeSyntax scanner = new MimeSyntax(value, 0, value.length);
    byte[] first = scanner.token() ? scanner.found() : new byte[0];
    if (first.length == 0 || !scanner.accept('/') || !scanner.token()) {
      illegalFormat("media type/subtype not found in content type");
      return;
    }
    type = upper(first);
    subtype = upper(scanner.found());
    kind = kindOf(new String(type, StandardCharsets.ISO_8859_1));
    hasParameters = isComposite();
    if (hasParameters) {
      parameters(scanner, true);
    }
    if (kind == Kind.MULTIPART && delimiter == null) {
      illegalFormat(
          "boundary delimiter is not specified for a multipart entity -- content is "
              + "treated as type application/octet-stream");
      kind = Kind.OTHER;
    }
  }

  private static Kind kindOf(String upperCase) {
    return switch (upperCase) {
      case "MULTIPART" -> Kind.MULTIPART;
      case "MESSAGE" -> Kind.MESSAGE;
      case "TEXT" -> Kind.TEXT;
      default -> Kind.OTHER;
    };
  }

  private void transferEncoding(MimeHeader header) {
    if (!header.hasToken()) {
      illegalFormat("encoding type not found in content encoding");
      return;
    }
    encoding =
        switch (new String(upper(header.token()), StandardCharsets.ISO_8859_1)) {
          case "QUOTED-PRINTABLE" -> Encoding.QUOTED_PRINTABLE;
          case "BASE64" -> Encoding.BASE64;
          default -> Encoding.IDENTITY;
        };
    if (hasParameters) {
      byte[] rest = header.afterToken();
      parameters(new MimeSyntax(rest, 0, rest.length), false);
    }
  }

  private void parameters(MimeSyntax scanner, boolean ofType) {
    while (scanner.accept(';')) {
      if (!scanner.token()) {
        illegalFormat("attribute name not found in parameter specification");
        return;
      }
      byte[] attribute = scanner.found();
      if (!scanner.accept('=')) {
        illegalFormat("= not found in parameter specification");
        continue;
      }
      boolean isBoundary =
          ofType && kind == Kind.MULTIPART && MimeHeader.equal(attribute, "boundary");
      byte[] value = scanner.value(isBoundary);
      if (value == null) {
        illegalFormat(
            isBoundary
                ? "Could not parse multipart boundary"
                : "value not found in parameter specification");
      } else if (isBoundary) {
        delimiter = delimiter(value);
      }
    }
  }

  /// What a line between two parts begins with.
  private static MemorySegment delimiter(byte[] boundary) {
    byte[] line = new byte[2 + boundary.length];
    line[0] = '-';
    line[1] = '-';
    System.arraycopy(boundary, 0, line, 2, boundary.length);
    return MemorySegment.ofArray(line);
  }

  private static byte[] upper(byte[] text) {
    return new String(text, StandardCharsets.ISO_8859_1)
        .toUpperCase(Locale.ROOT)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  // ---- body

  private void beginBody() {
    if (encoding == Encoding.BASE64) {
      base64 =
          new Base64Stream(
              new Base64Stream.Sink() {
                @Override
                public void decoded(int b) {
                  out((byte) b);
                }

                @Override
                public void problem(String detail) {
                  sink.base64Problem(detail);
                }
              });
    }
    if (kind == Kind.MESSAGE) {
      beginChild();
    }
  }

  private void beginChild() {
    if (limits.depth() > 0 && depth >= limits.depth()) {
      sink.weird("exceeded_mime_max_depth", Integer.toString(depth));
      return;
    }
    MimeEntity made = newChild();
    child = made;
    sink.begin(made);
  }

  private void endChild() {
    MimeEntity part = child;
    if (part != null) {
      part.end();
      child = null;
    }
  }

  private void bodyLine(MemorySegment data, long offset, int length, boolean endsLine) {
    if (kind == Kind.MULTIPART) {
      switch (boundaryAt(data, offset, length)) {
        case PART -> {
          endChild();
          if (!ended) {
            beginChild();
          }
          return;
        }
        case CLOSING -> {
          endChild();
          end();
          return;
        }
        case NONE -> {}
      }
    }
    if (isComposite()) {
      MimeEntity part = child;
      if (part != null) {
        part.deliver(data, offset, length, endsLine);
      }
    } else {
      decode(data, offset, length, endsLine);
    }
  }

  private Boundary boundaryAt(MemorySegment data, long offset, int length) {
    MemorySegment wanted = delimiter;
    if (wanted == null
        || length < wanted.byteSize()
        || data.get(ValueLayout.JAVA_BYTE, offset) != '-') {
      return Boundary.NONE;
    }
    long after = wanted.byteSize();
    if (MemorySegment.mismatch(wanted, 0, after, data, offset, offset + after) >= 0) {
      return Boundary.NONE;
    }
    return length >= after + 2 && isDashes(data, offset + after) ? Boundary.CLOSING : Boundary.PART;
  }

  private static boolean isDashes(MemorySegment data, long offset) {
    return data.get(ValueLayout.JAVA_BYTE, offset) == '-'
        && data.get(ValueLayout.JAVA_BYTE, offset + 1) == '-';
  }

  private void decode(MemorySegment data, long offset, int length, boolean endsLine) {
    switch (encoding) {
      case QUOTED_PRINTABLE -> quotedPrintable(data, offset, length);
      case BASE64 -> {
        Base64Stream decoder = base64;
        if (decoder != null) {
          for (int i = 0; i < length; i++) {
            decoder.digit(Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset + i)));
          }
        }
      }
      case IDENTITY -> identity(data, offset, length, endsLine);
    }
    flush();
  }

  /// The line end before a boundary belongs to the boundary, so in parts a line end waits for the
  /// next line.
  private void identity(MemorySegment data, long offset, int length, boolean endsLine) {
    if (lineEndDue) {
      lineEndDue = false;
      out(CR);
      out(LF);
    }
    if (endsLine || pieceLength > 0) {
      out(data, offset, length);
    } else {
      straight(data, offset, length);
    }
    if (endsLine) {
      if (isPartOfMultipart()) {
        lineEndDue = true;
      } else {
        out(CR);
        out(LF);
      }
    }
  }

  private void quotedPrintable(MemorySegment data, long offset, int length) {
    int last = length - 1;
    while (last >= 0 && MimeSyntax.isBlank(data.get(ValueLayout.JAVA_BYTE, offset + last))) {
      last--;
    }
    boolean soft = false;
    for (int i = 0; i <= last; i++) {
      byte b = data.get(ValueLayout.JAVA_BYTE, offset + i);
      if (b != '=') {
        if (!(b >= 33 && b <= 126 || MimeSyntax.isBlank(b))) {
          illegalEncoding("control characters in quoted-printable encoding: " + b);
        }
        out(b);
      } else if (i == last) {
        soft = true;
      } else {
        int value =
            i + 2 < length
                ? hex(
                    data.get(ValueLayout.JAVA_BYTE, offset + i + 1),
                    data.get(ValueLayout.JAVA_BYTE, offset + i + 2))
                : -1;
        if (value < 0) {
          illegalEncoding(
              "= is not followed by two hexadecimal digits in quoted-printable encoding");
          out(b);
        } else {
          out((byte) value);
          i += 2;
        }
      }
    }
    if (!soft) {
      out(CR);
      out(LF);
    }
  }

  private static int hex(int high, int low) {
    int one = Character.digit(high, 16);
    int two = Character.digit(low, 16);
    return one < 0 || two < 0 ? -1 : one << 4 | two;
  }

  private void illegalEncoding(String detail) {
    sink.problem(Problem.ILLEGAL_ENCODING, detail);
  }

  // ---- output, in pieces

  private void out(byte b) {
    openPiece();
    piece.set(ValueLayout.JAVA_BYTE, pieceLength++, b);
    if (pieceLength == pieceLimit) {
      flush();
    }
  }

  private void out(MemorySegment data, long offset, int length) {
    int done = 0;
    while (done < length) {
      openPiece();
      int count = Math.min(pieceLimit - pieceLength, length - done);
      MemorySegment.copy(data, offset + done, piece, pieceLength, count);
      pieceLength += count;
      done += count;
      if (pieceLength == pieceLimit) {
        flush();
      }
    }
  }

  /// Hands on data where it lies.
  private void straight(MemorySegment data, long offset, int length) {
    int done = 0;
    while (done < length) {
      int count = Math.min(Math.max(1, sink.pieceSize()), length - done);
      submitData(data, offset + done, count);
      done += count;
    }
  }

  private void openPiece() {
    if (pieceLength == 0) {
      pieceLimit = Math.max(1, sink.pieceSize());
      if (piece.byteSize() < pieceLimit) {
        piece = Arena.ofAuto().allocate(pieceLimit);
      }
    }
  }

  private void flush() {
    if (pieceLength > 0) {
      int length = pieceLength;
      pieceLength = 0;
      submitData(piece, 0, length);
    }
  }
}
