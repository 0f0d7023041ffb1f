package org.brood.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Sessions of mail protocols.
public final class Mail {
  private static final int LINE = 76;

  private Mail() {}

  /// A mail with a text and an attachment, as lines.
  public static List<String> message(String from, String to, String subject, byte[] attachment) {
    List<String> lines = new ArrayList<>();
    lines.add("Date: Mon, 31 Aug 2026 09:12:00 +0200");
    lines.add("From: " + from);
    lines.add("To: " + to);
    lines.add("Subject: " + subject);
    lines.add("Message-ID: <" + Integer.toHexString(subject.hashCode()) + "@office.example>");
    lines.add("User-Agent: Mutt/2.2.9");
    lines.add("MIME-Version: 1.0");
    lines.add("Content-Type: multipart/mixed; boundary=\"part\"");
    lines.add("");
    lines.add("--part");
    lines.add("Content-Type: text/plain; charset=us-ascii");
    lines.add("");
    lines.add("Hello,");
    lines.add("");
    lines.add("the figures are attached.");
    lines.add("--part");
    lines.add("Content-Type: application/octet-stream; name=\"figures.bin\"");
    lines.add("Content-Transfer-Encoding: base64");
    lines.add("Content-Disposition: attachment; filename=\"figures.bin\"");
    lines.add("");
    String encoded = Base64.getEncoder().encodeToString(attachment);
    for (int at = 0; at < encoded.length(); at += LINE) {
      lines.add(encoded.substring(at, Math.min(encoded.length(), at + LINE)));
    }
    lines.add("--part--");
    return lines;
  }

  /// A mail is sent (RFC 5321).
  public static Dialogue smtp(String from, String to, List<String> message) {
    List<String> stuffed = new ArrayList<>();
    for (String line : message) {
      stuffed.add(line.startsWith(".") ? "." + line : line);
    }
    stuffed.add(".");
    return new Dialogue()
        .server("220 mail.office.example ESMTP Postfix")
        .client("EHLO desk.office.example")
        .server("250-mail.office.example", "250-SIZE 10240000", "250 8BITMIME")
        .client("MAIL FROM:<" + from + ">")
        .server("250 2.1.0 Ok")
        .client("RCPT TO:<" + to + ">")
        .server("250 2.1.5 Ok")
        .client("DATA")
        .server("354 End data with <CR><LF>.<CR><LF>")
        .client(stuffed.toArray(String[]::new))
        .server("250 2.0.0 Ok: queued as 4F1C2")
        .client("QUIT")
        .server("221 2.0.0 Bye");
  }

  /// The same mail in chunks (RFC 3030).
  public static Dialogue chunks(String from, String to, List<String> message) {
    byte[] all = (String.join("\r\n", message) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    int half = all.length / 2;
    return new Dialogue()
        .server("220 mail.office.example ESMTP")
        .client("EHLO desk.office.example")
        .server("250-mail.office.example", "250 CHUNKING")
        .client("MAIL FROM:<" + from + ">")
        .server("250 Ok")
        .client("RCPT TO:<" + to + ">")
        .server("250 Ok")
        .client("BDAT " + half)
        .client(Arrays.copyOf(all, half))
        .server("250 " + half + " octets received")
        .client("BDAT " + (all.length - half) + " LAST")
        .client(Arrays.copyOfRange(all, half, all.length))
        .server("250 Ok: queued")
        .client("QUIT")
        .server("221 Bye");
  }

  /// Mails are fetched (RFC 1939).
  public static Dialogue pop3(String user, List<String> message) {
    List<String> fetched = new ArrayList<>();
    fetched.add("+OK 512 octets");
    fetched.addAll(message);
    fetched.add(".");
    return new Dialogue()
        .server("+OK POP3 ready")
        .client("CAPA")
        .server("+OK Capability list follows", "TOP", "USER", ".")
        .client("USER " + user)
        .server("+OK")
        .client("PASS secret")
        .server("+OK Logged in.")
        .client("STAT")
        .server("+OK 1 512")
        .client("RETR 1")
        .server(fetched.toArray(String[]::new))
        .client("QUIT")
        .server("+OK Bye");
  }
}
