package org.brood.analyzer.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.AnalyzerServices;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.file.FileTracker;
import org.brood.format.mime.MimeHeader;
import org.brood.format.mime.MimeLimits;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// The events of MIME and what scripts set about it: one object for each protocol that carries
/// mail.
public final class MimeEvents {
  private static final int MAX_SEGMENT = 1 << 20;
  private static final int MIN_PROGRESS = 32;

  private final EventType beginEntity;
  private final EventType endEntity;
  private final EventType oneHeader;
  private final EventType allHeaders;
  private final EventType segmentData;
  private final EventType entityData;
  private final EventType allData;
  private final EventType event;
  private final EventType md5;
  private final EventType sha256;
  private final RecordShape headerRecord;
  private final TableType headerList;
  private final MimeLimits limits;
  private final int overlap;
  private final int segment;
  private final FileTracker files;

  public MimeEvents(AnalyzerServices services) {
    Events events = services.events();
    beginEntity = events.type("mime_begin_entity");
    endEntity = events.type("mime_end_entity");
    oneHeader = events.type("mime_one_header");
    allHeaders = events.type("mime_all_headers");
    segmentData = events.type("mime_segment_data");
    entityData = events.type("mime_entity_data");
    allData = events.type("mime_all_data");
    event = events.type("mime_event");
    md5 = events.type("mime_content_hash");
    sha256 = events.type("mime_content_hash_sha256");
    headerRecord = events.record("mime_header_rec");
    headerList = new TableType(List.of(Basic.COUNT), headerRecord.type());
    limits =
        new MimeLimits(
            events.count("MIME::max_depth", 100), events.count("MIME::max_header_bytes", 65536));
    overlap = Math.clamp(events.count("mime_segment_overlap_length", 0), 0, MAX_SEGMENT);
    segment =
        Math.clamp(
            events.count("mime_segment_length", 1024), overlap + MIN_PROGRESS, 2 * MAX_SEGMENT);
    files = services.shared(FileTracker.class);
  }

  FileTracker files() {
    return files;
  }

  MimeLimits limits() {
    return limits;
  }

  /// How many bytes of the segment before come again at the start of the next.
  int overlapBytes() {
    return overlap;
  }

  /// The longest segment, with what comes again.
  int segmentBytes() {
    return segment;
  }

  void begin(AnalyzerContext to) {
    if (beginEntity.isWanted()) {
      beginEntity.raise(to.connection());
    }
  }

  void end(AnalyzerContext to) {
    if (endEntity.isWanted()) {
      endEntity.raise(to.connection());
    }
  }

  void header(AnalyzerContext to, MimeHeader header) {
    if (oneHeader.isWanted()) {
      oneHeader.raise(to.connection(), record(header));
    }
  }

  boolean wantsAllHeaders() {
    return allHeaders.isWanted();
  }

  void headers(AnalyzerContext to, List<MimeHeader> headers) {
    if (allHeaders.isWanted()) {
      Table list = new Table(headerList);
      long number = 0;
      for (MimeHeader one : headers) {
        list.put(++number, record(one));
      }
      allHeaders.raise(to.connection(), list);
    }
  }

  private Record record(MimeHeader header) {
    Record made = headerRecord.make();
    made.set("original_name", Str.wrap(header.name()));
    String upper = new String(header.name(), StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    made.set("name", Str.latin1(upper));
    made.set("value", Str.wrap(header.value()));
    return made;
  }

  boolean wantsSegments() {
    return segmentData.isWanted();
  }

  boolean wantsEntities() {
    return entityData.isWanted();
  }

  boolean wantsAll() {
    return allData.isWanted();
  }

  boolean wantsMd5() {
    return md5.isWanted();
  }

  boolean wantsSha256() {
    return sha256.isWanted();
  }

  void segment(AnalyzerContext to, byte[] data) {
    segmentData.raise(to.connection(), (long) data.length, Str.wrap(data));
  }

  void entity(AnalyzerContext to, byte[] data) {
    entityData.raise(to.connection(), (long) data.length, Str.wrap(data));
  }

  void all(AnalyzerContext to, byte[] data) {
    allData.raise(to.connection(), (long) data.length, Str.wrap(data));
  }

  void md5(AnalyzerContext to, long length, byte[] digest) {
    md5.raise(to.connection(), length, Str.wrap(digest));
  }

  void sha256(AnalyzerContext to, long length, byte[] digest) {
    sha256.raise(to.connection(), length, Str.wrap(digest));
  }

  void problem(AnalyzerContext to, String category, String detail) {
    if (event.isWanted()) {
      event.raise(to.connection(), Str.of(category), Str.latin1(detail));
    }
  }
}
