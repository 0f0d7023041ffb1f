package org.brood.analyzer.ntp;

import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.ntp.NtpMessage.Control;
import org.brood.analyzer.ntp.NtpMessage.Nothing;
import org.brood.analyzer.ntp.NtpMessage.Private;
import org.brood.analyzer.ntp.NtpMessage.Signature;
import org.brood.analyzer.ntp.NtpMessage.Standard;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.flow.Side;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// The events of NTP.
final class NtpEvents {
  /// From 1900 to 1970, in seconds.
  private static final double EPOCH = 2_208_988_800.0;

  private static final double FRACTION = 1L << 32;

  private final EventType message;
  private final EventType sessionDone;
  private final RecordMaker messages;
  private final RecordMaker standard;
  private final RecordMaker control;
  private final RecordMaker mode7;

  NtpEvents(Events events) {
    message = events.type("ntp_message");
    sessionDone = events.type("udp_session_done");
    messages =
        new RecordMaker(
            events, "NTP::Message", "version", "mode", "std_msg", "control_msg", "mode7_msg");
    standard =
        new RecordMaker(
            events,
            "NTP::StandardMessage",
            "stratum",
            "poll",
            "precision",
            "root_delay",
            "root_disp",
            "kiss_code",
            "ref_id",
            "ref_addr",
            "ref_time",
            "org_time",
            "rec_time",
            "xmt_time",
            "key_id",
            "digest",
            "num_exts");
    control =
        new RecordMaker(
            events,
            "NTP::ControlMessage",
            "op_code",
            "resp_bit",
            "err_bit",
            "more_bit",
            "sequence",
            "status",
            "association_id",
            "data",
            "key_id",
            "crypto_checksum");
    mode7 =
        new RecordMaker(
            events,
            "NTP::Mode7Message",
            "req_code",
            "auth_bit",
            "sequence",
            "implementation",
            "err",
            "data");
  }

  void sessionDone(AnalyzerContext to) {
    if (sessionDone.isWanted()) {
      sessionDone.raise(to.connection());
    }
  }

  void message(AnalyzerContext to, Side from, NtpMessage one) {
    if (message.isWanted()) {
      message.raise(to.connection(), from.isOriginator(), record(one));
    }
  }

  private Record record(NtpMessage one) {
    long version = one.version();
    long mode = one.mode();
    return switch (one.body()) {
      case Standard body -> messages.of(version, mode, record(body));
      case Control body -> messages.of(version, mode, null, record(body));
      case Private body -> messages.of(version, mode, null, null, record(body));
      case Nothing _ -> messages.of(version, mode);
    };
  }

  private Record record(Standard body) {
    Str text = Str.wrap(body.reference());
    boolean isAddress = body.stratum() > 1;
    Signature signature = body.signature();
    return standard.of(
        (long) body.stratum(),
        Math.pow(2, body.poll()),
        Math.pow(2, body.precision()),
        body.rootDelay(),
        body.rootDispersion(),
        body.stratum() == 0 ? text : null,
        body.stratum() == 1 ? text : null,
        isAddress ? Addr.of(body.reference()) : null,
        time(body.times().reference()),
        time(body.times().origin()),
        time(body.times().receive()),
        time(body.times().transmit()),
        signature == null ? null : signature.key(),
        signature == null ? null : Str.wrap(signature.digest()),
        (long) body.extensions());
  }

  /// A time stamp as seconds since 1970.
  private static double time(long stamp) {
    if (stamp == 0) {
      return 0;
    }
    return (stamp >>> 32) - EPOCH + (stamp & 0xffffffffL) / FRACTION;
  }

  private Record record(Control body) {
    Signature signature = body.signature();
    return control.of(
        (long) (body.flags() & Control.OPERATION),
        (body.flags() & Control.RESPONSE) != 0,
        (body.flags() & Control.ERROR) != 0,
        (body.flags() & Control.MORE) != 0,
        (long) body.sequence(),
        (long) body.status(),
        (long) body.association(),
        text(body.data()),
        signature == null ? null : signature.key(),
        signature == null ? null : Str.wrap(signature.digest()));
  }

  private Record record(Private body) {
    return mode7.of(
        (long) body.request(),
        body.signed(),
        (long) body.sequence(),
        (long) body.implementation(),
        (long) body.error(),
        text(body.data()));
  }

  private static @Nullable Str text(byte[] data) {
    return data.length == 0 ? null : Str.wrap(data);
  }
}
