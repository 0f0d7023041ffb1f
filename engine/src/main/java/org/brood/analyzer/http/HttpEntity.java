package org.brood.analyzer.http;

import java.lang.foreign.MemorySegment;
import org.brood.format.mime.MimeEntity;
import org.brood.format.mime.MimeHeader;
import org.jspecify.annotations.Nullable;

/// The body of a message, or a part of one: how long it is, how it is packed, and which file it is.
final class HttpEntity extends MimeEntity {
  /// Whether a body follows the headers.
  enum Body {
    NONE,
    EXPECTED,
    /// Only if the headers say so.
    POSSIBLE
  }

  private enum Chunks {
    NONE,
    ANNOUNCED,
    SIZE,
    DATA,
    DATA_END,
    TRAILER,
    OVER
  }

  private final HttpMessage message;
  private final Body body;
  private Chunks chunks = Chunks.NONE;
  private long contentLength = -1;
  private long rangeLength = -1;
  private long instanceLength = -1;
  private long place;
  private boolean isPartial;
  private boolean continues;
  private boolean isPacked;
  private long expected;
  private long bodyLength;
  private long headerLength;
  private boolean isWanted = true;
  private boolean sizeDue = true;
  private String fileId = "";
  private @Nullable HttpInflater inflater;

  HttpEntity(HttpMessage message, @Nullable HttpEntity parent, Body body) {
    super(message, parent, message.options().mime(), message.events().wantsAllHeaders());
    this.message = message;
    this.body = body;
  }

  long bodyLength() {
    return bodyLength;
  }

  long headerLength() {
    return headerLength;
  }

  /// The file that it is, empty if none is known.
  String fileId() {
    return fileId;
  }

  /// Lets nobody see the body.
  void skipBody() {
    isWanted = false;
  }

  @Override
  protected MimeEntity newChild() {
    return new HttpEntity(message, this, Body.EXPECTED);
  }

  private HttpAnalyzer analyzer() {
    return message.analyzer();
  }

  private void weird(String name) {
    analyzer().context().weird(name);
  }

  private void weird(String name, byte[] detail) {
    analyzer().context().weird(name, HttpText.of(detail));
  }

  @Override
  public void end() {
    HttpInflater open = inflater;
    if (open != null) {
      open.end();
      inflater = null;
      isPacked = false;
    }
    message.matchBodyEnd();
    super.end();
  }

  // ---- input

  @Override
  public void deliver(MemorySegment data, long offset, int length, boolean endsLine) {
    if (isEnded()) {
      if (kind() != Kind.MULTIPART) {
        illegalFormat("data trailing the end of entity");
      }
    } else if (isInHeader()) {
      if (!endsLine) {
        weird("http_no_crlf_in_header_list");
      }
      headerLength += length;
      super.deliver(data, offset, length, endsLine);
    } else if (isComposite()) {
      body(data, offset, length, endsLine);
      countComposite(length, endsLine);
    } else if (chunks != Chunks.NONE) {
      chunk(data, offset, length);
    } else if (contentLength >= 0) {
      body(data, offset, length, false);
      expected -= length;
      if (expected <= 0) {
        plain(0);
        message.expect(-1);
        end();
      }
    } else {
      body(data, offset, length, endsLine);
    }
  }

  /// A composite body is read by lines, but no farther than its length says.
  private void countComposite(int length, boolean endsLine) {
    if (depth() == 0 && contentLength > 0) {
      expected -= endsLine ? length + 2 : length;
      if (expected <= 0) {
        plain(0);
        end();
      }
    }
  }

  private void chunk(MemorySegment data, long offset, int length) {
    switch (chunks) {
      case SIZE -> chunkSize(HttpText.copy(data, offset, length));
      case DATA -> {
        expected -= length;
        if (expected <= 0) {
          plain(0);
          chunks = Chunks.DATA_END;
        }
        body(data, offset, length, false);
      }
      case DATA_END -> {
        if (length > 0) {
          illegalFormat("inaccurate chunk size: data before <CR><LF>");
        }
        chunks = Chunks.SIZE;
      }
      case NONE, ANNOUNCED, TRAILER, OVER -> {}
    }
  }

  private void chunkSize(byte[] line) {
    HttpText.Number size = HttpText.number(line, 16);
    if (!size.isValid()) {
      weird("HTTP_bad_chunk_size", line);
    }
    expected = size.value();
    if (expected > 0) {
      chunks = Chunks.DATA;
      plain(expected);
    } else {
      chunks = Chunks.TRAILER;
      beginTrailer();
    }
  }

  private void body(MemorySegment data, long offset, int length, boolean endsLine) {
    if (!isPacked) {
      plainBody(data, offset, length, endsLine);
      return;
    }
    HttpInflater open = inflater;
    if (open == null) {
      open = new HttpInflater(new Unpacked());
      inflater = open;
    }
    open.deliver(data, offset, length);
  }

  private final class Unpacked implements HttpInflater.Sink {
    @Override
    public void inflated(MemorySegment data, long offset, int length) {
      plainBody(data, offset, length, false);
    }

    @Override
    public void weird(String name) {
      analyzer().context().conn().flow().weird(name, "", "ZIP");
    }
  }

  private void plainBody(MemorySegment data, long offset, int length, boolean endsLine) {
    boolean isFirst = bodyLength == 0;
    bodyLength += endsLine ? length + 2 : length;
    if (isWanted) {
      super.deliver(data, offset, length, endsLine);
    }
    message.matchBody(data, offset, length, isFirst);
    analyzer().forwardBody(data, offset, length, message.from());
  }

  /// Bytes of the body are lost, or were passed over.
  ///
  /// @param onPurpose whether they were passed over
  /// @return whether the rest of the message can be understood all the same
  boolean lost(long bytes, boolean onPurpose) {
    if (!onPurpose && (isEnded() && isInHeader() || bodyLength == 0)) {
      return false;
    }
    fileId = message.gap(bodyLength, bytes, fileId);
    if (isPartial) {
      place += bytes;
    }
    boolean within = chunks == Chunks.NONE ? contentLength >= 0 : chunks == Chunks.DATA;
    if (!within || expected < bytes) {
      return false;
    }
    bodyLength += bytes;
    expected -= bytes;
    plain(expected);
    if (expected == 0) {
      if (chunks == Chunks.NONE) {
        end();
      } else {
        chunks = Chunks.DATA_END;
      }
    }
    return true;
  }

  @Override
  protected void submitData(MemorySegment data, long offset, int length) {
    if (isWanted) {
      super.submitData(data, offset, length);
    }
    // What is unpacked has another size than the headers say.
    sizeDue &= !isPacked;
    long size = isPartial ? instanceLength : contentLength;
    if (sizeDue && size > 0) {
      fileId = message.size(size, fileId);
    }
    if (isPartial) {
      fileId = message.dataAt(data, offset, length, place, fileId);
      place += length;
    } else {
      fileId = message.data(data, offset, length, fileId);
    }
    sizeDue = false;
  }

  private void plain(long bytes) {
    message.plain(bytes);
  }

  // ---- headers

  @Override
  protected void submitHeader(MimeHeader header) {
    if (depth() == 0 && header.lines() > 1) {
      weird("HTTP_obsolete_line_folding", header.name());
    }
    if (header.is("content-length")) {
      contentLength(header);
    } else if (header.is("content-range") && analyzer().replyCode() == 206) {
      if (!contentRange(header)) {
        return;
      }
    } else if (header.is("transfer-encoding")) {
      transferEncoding(header);
    } else if (header.is("content-encoding")) {
      isPacked |= header.isToken("gzip") || header.isToken("x-gzip") || header.isToken("deflate");
    } else if (header.is("expect")) {
      expect(header);
    }
    super.submitHeader(header);
  }

  private void contentLength(MimeHeader header) {
    if (chunks != Chunks.NONE) {
      weird("HTTP_content_length_and_chunked");
    }
    if (!header.hasToken()) {
      return;
    }
    byte[] token = header.token();
    HttpText.Number length = HttpText.number(token, 10);
    if (!length.isValid() || length.value() < 0) {
      weird("HTTP_bad_content_length", token);
      contentLength = 0;
      return;
    }
    if (length.value() > 0 && token[0] == '0') {
      weird("HTTP_content_length_leading_zeros", token);
    }
    contentLength = length.value();
    if (isPartial && rangeLength != contentLength) {
      rangeMismatch();
    }
    checkContinues();
  }

  private void expect(MimeHeader header) {
    if (!header.isToken("100-continue")) {
      weird("HTTP_expect_not_100_continue", header.token());
    }
    continues = true;
    checkContinues();
  }

  private void checkContinues() {
    if (contentLength == 0 && continues) {
      weird("HTTP_content_length_0_and_expect_100_cont");
    }
  }

  /// The longer of two lengths that contradict each other, so that nothing hides behind the shorter
  /// one.
  private void rangeMismatch() {
    weird("HTTP_range_not_matching_len");
    contentLength = Math.max(contentLength, rangeLength);
  }

  /// @return whether the header made sense
  private boolean contentRange(MimeHeader header) {
    if (chunks != Chunks.NONE) {
      weird("HTTP_content_range_and_chunked");
    }
    switch (ContentRange.parse(header.token(), header.afterToken())) {
      case ContentRange.Bad(String name, String detail) -> {
        analyzer().context().weird(name, detail);
        return false;
      }
      case ContentRange.Bytes range -> {
        if (range.hasBadTotal()) {
          analyzer().context().weird("HTTP_content_range_invalid_instance", range.text());
        }
        if (range.total() >= 0) {
          instanceLength = range.total();
        }
        isPartial = true;
        place = range.first();
        rangeLength = range.length();
        if (contentLength <= 0) {
          contentLength = rangeLength;
        } else if (contentLength != rangeLength) {
          rangeMismatch();
        }
        return true;
      }
    }
  }

  private void transferEncoding(MimeHeader header) {
    if (depth() != 0) {
      weird("HTTP_nested_transfer_encoding_header");
      return;
    }
    if (!header.isToken("chunked") || !analyzer().ongoingVersion().equals(HttpVersion.V1_1)) {
      return;
    }
    chunks = Chunks.ANNOUNCED;
    byte[] rest = header.afterToken();
    if (rest.length > 0) {
      weird("HTTP_chunked_multi", rest);
    }
    if (contentLength >= 0) {
      weird("HTTP_content_length_and_chunked");
    }
  }

  /// The headers are complete: how the body ends is known now.
  @Override
  protected void submitHeaders() {
    if (isPartOfMultipart()) {
      message.wholeLinesOnly(true);
    }
    if (contentLength >= 0) {
      message.expect(contentLength);
    }
    if (chunks == Chunks.TRAILER) {
      chunks = Chunks.OVER;
      end();
      return;
    }
    super.submitHeaders();
    if (body == Body.NONE) {
      end();
    } else if (isComposite()) {
      beginComposite();
    } else if (chunks != Chunks.NONE) {
      chunks = Chunks.SIZE;
    } else if (contentLength == 0) {
      end();
    } else if (contentLength > 0) {
      expected = contentLength;
      plain(expected);
    } else if (analyzer().isClosing() || isPacked) {
      expected = HttpLimits.UNTIL_END;
      plain(expected);
    } else if (body == Body.POSSIBLE) {
      end();
    }
  }

  private void beginComposite() {
    if (chunks != Chunks.NONE) {
      weird("HTTP_chunked_transfer_for_multipart_message");
    }
    if (depth() == 0 && contentLength > 0) {
      expected = contentLength;
      message.expect(contentLength);
    } else if (depth() == 0 && contentLength == 0) {
      end();
    }
  }
}
