package org.brood.bif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.notify.Mail;
import org.brood.notify.Outbox;
import org.brood.notify.Outboxes;
import org.brood.notify.SmtpServer;
import org.brood.notify.Webhook;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;
import org.brood.telemetry.Family;
import org.brood.telemetry.Registry;

/// Delivery of notices, by the options of the module `Notice` as they are at the time.
@Natives("Notice")
public final class NoticeFunctions {
  private static final int MAX_FILE_BYTES = 1 << 20;

  private NoticeFunctions() {}

  public static boolean __send_mail(Runtime rt, Str dest, Str subject, Str body) {
    Events events = rt.service(Events.class);
    long tls = events.global("Notice::smtp_tls") instanceof EnumType.Item item ? item.value() : 0;
    SmtpServer server;
    try {
      server =
          SmtpServer.of(
              text(events, "Notice::smtp_server"),
              SmtpServer.Tls.values()[Math.clamp(tls, 0, 2)],
              text(events, "Notice::smtp_user"),
              text(events, "Notice::smtp_password_file"),
              text(events, "Notice::delivery_ca_file"));
    } catch (IllegalArgumentException e) {
      rt.complain("Notice::smtp_server: " + e.getMessage());
      return false;
    }
    return outboxes(rt)
        .mail()
        .put(
            new Mail(
                server,
                text(events, "Notice::mail_from"),
                text(events, "Notice::reply_to"),
                utf8(dest),
                utf8(subject),
                utf8(body)));
  }

  public static boolean __send_webhook(Runtime rt, Str json) {
    Events events = rt.service(Events.class);
    return outboxes(rt)
        .webhooks()
        .put(
            new Webhook(
                text(events, "Notice::webhook_url"),
                text(events, "Notice::webhook_header_file"),
                text(events, "Notice::delivery_ca_file"),
                utf8(json)));
  }

  public static Str __take_file(Runtime rt, Str fname) {
    try {
      Path file = Path.of(fname.toString());
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_FILE_BYTES);
      }
      Files.delete(file);
      return Str.wrap(bytes);
    } catch (IOException | InvalidPathException e) {
      rt.complain("cannot read " + fname + ": " + e.getMessage());
      return Str.EMPTY;
    }
  }

  private static String text(Events events, String global) {
    return events.global(global) instanceof Str text ? utf8(text) : "";
  }

  private static String utf8(Str text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }

  private static Outboxes outboxes(Runtime rt) {
    return rt.serviceOr(
        Outboxes.class,
        () ->
            new Outboxes(
                rt.serviceOr(Inbox.class, Inbox::new),
                (kind, result, why) -> told(rt, kind, result, why)));
  }

  private static void told(Runtime rt, String kind, Outbox.Result result, String why) {
    rt.serviceOr(Registry.class, Registry::new)
        .family(
            Family.Kind.COUNTER,
            "brood",
            "notice-deliveries",
            "",
            "Mails and webhooks that were sent, failed or were dropped.",
            List.of("kind", "result"),
            new double[0])
        .metric(List.of(kind, result.name().toLowerCase(Locale.ROOT)))
        .add(1);
    if (!why.isEmpty()) {
      rt.note(Level.WARNING, "notice by " + kind + ": " + why);
    }
  }
}
