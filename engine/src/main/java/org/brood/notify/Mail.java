package org.brood.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// A mail in plain text that is submitted to a server.
///
/// @param from an address, with a name or without
/// @param replyTo empty if answers go to the sender
/// @param to addresses with commas between
public record Mail(
    SmtpServer server, String from, String replyTo, String to, String subject, String body)
    implements Parcel {
  private static final String TIMEOUT_MILLIS = "20000";
  private static final int PERMANENT = 500;

  @Override
  public void send() throws Refused, IOException {
    boolean login = !server.user().isEmpty();
    if (login && server.tls() == SmtpServer.Tls.NONE) {
      throw new Refused("there is no login without TLS");
    }
    String password = login ? password() : "";
    Session session = Session.getInstance(settings(login));
    try (Transport transport = session.getTransport("smtp")) {
      MimeMessage message = message(session);
      if (login) {
        transport.connect(server.host(), server.portOrUsual(), server.user(), password);
      } else {
        transport.connect(server.host(), server.portOrUsual(), null, null);
      }
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw new Refused(server.host() + " does not accept the login: " + e.getMessage());
    } catch (AddressException e) {
      throw new Refused("an address is wrong: " + e.getMessage());
    } catch (MessagingException e) {
      if (isPermanent(e)) {
        throw new Refused(server.host() + " refuses the mail: " + e.getMessage());
      }
      throw new IOException(server.host() + ": " + causes(e), e);
    }
  }

  private String password() throws Refused {
    try {
      return Files.readString(Path.of(server.passwordFile()), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    } catch (IOException | InvalidPathException e) {
      throw new Refused("the password can't be read: " + e);
    }
  }

  private Properties settings(boolean login) throws Refused {
    Properties settings = new Properties();
    settings.put("mail.smtp.auth", String.valueOf(login));
    settings.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    settings.put("mail.smtp.timeout", TIMEOUT_MILLIS);
    settings.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    if (server.tls() != SmtpServer.Tls.NONE) {
      boolean implicit = server.tls() == SmtpServer.Tls.IMPLICIT;
      settings.put(
          implicit ? "mail.smtp.ssl.enable" : "mail.smtp.starttls.enable", String.valueOf(true));
      settings.put("mail.smtp.starttls.required", String.valueOf(!implicit));
      settings.put("mail.smtp.ssl.checkserveridentity", String.valueOf(true));
      settings.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
      settings.put(
          "mail.smtp.ssl.socketFactory", Authorities.of(server.authorities()).getSocketFactory());
    }
    return settings;
  }

  private MimeMessage message(Session session) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(from));
    if (!replyTo.isEmpty()) {
      message.setReplyTo(InternetAddress.parse(replyTo));
    }
    message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
    message.setSubject(subject, "UTF-8");
    message.setHeader("User-Agent", "Brood");
    message.setHeader(
        "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    message.setText(body, "UTF-8");
    return message;
  }

  private static boolean isPermanent(MessagingException e) {
    return switch (e) {
      case SMTPSendFailedException failed -> failed.getReturnCode() >= PERMANENT;
      case SendFailedException failed ->
          failed.getNextException() instanceof SMTPAddressFailedException refused
              && refused.getReturnCode() >= PERMANENT;
      default -> false;
    };
  }

  /// What went wrong, and why.
  private static String causes(MessagingException e) {
    StringBuilder text = new StringBuilder(String.valueOf(e.getMessage()));
    Throwable cause = e.getCause();
    for (int depth = 0; cause != null && depth < 4; depth++) {
      text.append(": ").append(cause.getMessage());
      cause = cause.getCause();
    }
    return text.toString();
  }
}
