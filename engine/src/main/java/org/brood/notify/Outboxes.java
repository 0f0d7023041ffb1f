package org.brood.notify;

import java.util.List;
import org.brood.event.Inbox;

/// The outboxes of one worker: a server that does not answer holds up its own kind alone.
public final class Outboxes {
  private static final long MAX_END_NANOS = 10_000_000_000L;
  private static final long NAP_MILLIS = 50;

  private final Inbox inbox;
  private final Outbox mail;
  private final Outbox webhooks;

  public Outboxes(Inbox inbox, Outbox.Listener listener) {
    this.inbox = inbox;
    this.mail = new Outbox("mail", inbox, listener);
    this.webhooks = new Outbox("webhook", inbox, listener);
  }

  public Outbox mail() {
    return mail;
  }

  public Outbox webhooks() {
    return webhooks;
  }

  /// Waits until everything is delivered, ten seconds at most, and ends.
  public void finish() {
    long until = System.nanoTime() + MAX_END_NANOS;
    while (mail.pending() + webhooks.pending() > 0 && System.nanoTime() < until) {
      inbox.await(NAP_MILLIS);
    }
    List.of(mail, webhooks).forEach(Outbox::close);
  }
}
