package org.brood.analyzer.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.flow.Side;
import org.brood.format.mime.MimeHeader;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// The events of HTTP, made only if somebody wants them.
final class HttpEvents {
  private static final Str NO_REASON = Str.of("<empty>");

  private final EventType request;
  private final EventType reply;
  private final EventType header;
  private final EventType allHeaders;
  private final EventType beginEntity;
  private final EventType endEntity;
  private final EventType entityData;
  private final EventType contentType;
  private final EventType messageDone;
  private final EventType event;
  private final EventType stats;
  private final EventType upgrade;
  private final RecordShape headerRecord;
  private final RecordShape messageStat;
  private final RecordShape statsRecord;
  private final TableType headerList;

  HttpEvents(Events events) {
    request = events.type("http_request");
    reply = events.type("http_reply");
    header = events.type("http_header");
    allHeaders = events.type("http_all_headers");
    beginEntity = events.type("http_begin_entity");
    endEntity = events.type("http_end_entity");
    entityData = events.type("http_entity_data");
    contentType = events.type("http_content_type");
    messageDone = events.type("http_message_done");
    event = events.type("http_event");
    stats = events.type("http_stats");
    upgrade = events.type("http_connection_upgrade");
    headerRecord = events.record("mime_header_rec");
    messageStat = events.record("http_message_stat");
    statsRecord = events.record("http_stats_rec");
    headerList = new TableType(List.of(Basic.COUNT), headerRecord.type());
  }

  private static Str upper(byte[] name) {
    byte[] made = name.clone();
    for (int i = 0; i < made.length; i++) {
      if (made[i] >= 'a' && made[i] <= 'z') {
        made[i] = (byte) (made[i] - 'a' + 'A');
      }
    }
    return Str.wrap(made);
  }

  void request(AnalyzerContext to, HttpLines.RequestLine line, HttpVersion version, long maxUri) {
    if (request.isWanted()) {
      request.raise(
          to.connection(),
          Str.wrap(line.method()),
          cut(line.uri(), maxUri),
          cut(line.plainUri(), maxUri),
          Str.of(version.toString()));
    }
  }

  private static Str cut(byte[] uri, long maxUri) {
    if (maxUri < 0 || uri.length <= maxUri) {
      return Str.wrap(uri);
    }
    return Str.wrap(Arrays.copyOf(uri, (int) maxUri)).plus(Str.of("..."));
  }

  void reply(AnalyzerContext to, HttpVersion version, int code, byte @Nullable [] reason) {
    if (reply.isWanted()) {
      reply.raise(
          to.connection(),
          Str.of(version.toString()),
          (long) code,
          reason == null ? NO_REASON : Str.wrap(reason));
    }
  }

  boolean wantsHeaders() {
    return header.isWanted();
  }

  void header(AnalyzerContext to, Side from, MimeHeader one) {
    header.raise(
        to.connection(),
        from.isOriginator(),
        Str.wrap(one.name()),
        upper(one.name()),
        Str.wrap(one.value()));
  }

  boolean wantsAllHeaders() {
    return allHeaders.isWanted();
  }

  void allHeaders(AnalyzerContext to, Side from, List<MimeHeader> headers) {
    if (allHeaders.isWanted()) {
      Table list = new Table(headerList);
      long number = 0;
      for (MimeHeader one : headers) {
        Record made = headerRecord.make();
        made.set("original_name", Str.wrap(one.name()));
        made.set("name", upper(one.name()));
        made.set("value", Str.wrap(one.value()));
        list.put(++number, made);
      }
      allHeaders.raise(to.connection(), from.isOriginator(), list);
    }
  }

  void contentType(AnalyzerContext to, Side from, byte[] type, byte[] subtype) {
    if (contentType.isWanted()) {
      contentType.raise(to.connection(), from.isOriginator(), Str.wrap(type), Str.wrap(subtype));
    }
  }

  void beginEntity(AnalyzerContext to, Side from) {
    if (beginEntity.isWanted()) {
      beginEntity.raise(to.connection(), from.isOriginator());
    }
  }

  void endEntity(AnalyzerContext to, Side from) {
    if (endEntity.isWanted()) {
      endEntity.raise(to.connection(), from.isOriginator());
    }
  }

  void entityData(AnalyzerContext to, Side from, MemorySegment data, long offset, int length) {
    if (entityData.isWanted()) {
      byte[] copy = new byte[length];
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
      entityData.raise(to.connection(), from.isOriginator(), (long) length, Str.wrap(copy));
    }
  }

  /// What is told at the end of a message.
  record MessageStat(
      double start,
      boolean interrupted,
      String how,
      long bodyLength,
      long gapLength,
      long headerLength) {}

  void messageDone(AnalyzerContext to, Side from, MessageStat stat) {
    if (messageDone.isWanted()) {
      Record made = messageStat.make();
      made.set("start", stat.start());
      made.set("interrupted", stat.interrupted());
      made.set("finish_msg", Str.of(stat.how()));
      made.set("body_length", stat.bodyLength());
      made.set("content_gap_length", stat.gapLength());
      made.set("header_length", stat.headerLength());
      messageDone.raise(to.connection(), from.isOriginator(), made);
    }
  }

  void event(AnalyzerContext to, String category, byte[] detail) {
    if (event.isWanted()) {
      event.raise(to.connection(), Str.of(category), Str.wrap(detail));
    }
  }

  void stats(
      AnalyzerContext to, long requests, long replies, HttpVersion asked, HttpVersion answered) {
    if (stats.isWanted()) {
      Record made = statsRecord.make();
      made.set("num_requests", requests);
      made.set("num_replies", replies);
      made.set("request_version", asked.number());
      made.set("reply_version", answered.number());
      stats.raise(to.connection(), made);
    }
  }

  void upgrade(AnalyzerContext to, byte[] protocol) {
    if (upgrade.isWanted()) {
      upgrade.raise(to.connection(), Str.wrap(protocol));
    }
  }
}
