package org.brood.analyzer.irc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.analyzer.AnalyzerContext;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.flow.Side;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.brood.script.value.Table;

/// The events of IRC. A line whose event nobody wants is told as any other one, by `irc_request`,
/// `irc_message` or `irc_reply`, where the protocol has no event of its own for it.
final class IrcEvents {
  private static final TableType STRINGS = new TableType(List.of(Basic.STRING), null);

  /// Which event a command has.
  private static final Map<String, String> OF_COMMAND =
      Map.ofEntries(
          Map.entry("NOTICE", "irc_notice_message"),
          Map.entry("SQUERY", "irc_squery_message"),
          Map.entry("USER", "irc_user_message"),
          Map.entry("OPER", "irc_oper_message"),
          Map.entry("KICK", "irc_kick_message"),
          Map.entry("JOIN", "irc_join_message"),
          Map.entry("NJOIN", "irc_join_message"),
          Map.entry("PART", "irc_part_message"),
          Map.entry("QUIT", "irc_quit_message"),
          Map.entry("NICK", "irc_nick_message"),
          Map.entry("WHO", "irc_who_message"),
          Map.entry("WHOIS", "irc_whois_message"),
          Map.entry("ERROR", "irc_error_message"),
          Map.entry("INVITE", "irc_invite_message"),
          Map.entry("MODE", "irc_mode_message"),
          Map.entry("PASS", "irc_password_message"),
          Map.entry("SQUIT", "irc_squit_message"));

  private static final Map<Integer, String> OF_REPLY =
      Map.ofEntries(
          Map.entry(251, "irc_network_info"),
          Map.entry(353, "irc_names_info"),
          Map.entry(255, "irc_server_info"),
          Map.entry(254, "irc_channel_info"),
          Map.entry(266, "irc_global_users"),
          Map.entry(311, "irc_whois_user_line"),
          Map.entry(313, "irc_whois_operator_line"),
          Map.entry(319, "irc_whois_channel_line"),
          Map.entry(332, "irc_channel_topic"),
          Map.entry(352, "irc_who_line"),
          Map.entry(431, "irc_invalid_nick"),
          Map.entry(432, "irc_invalid_nick"),
          Map.entry(433, "irc_invalid_nick"),
          Map.entry(436, "irc_invalid_nick"),
          Map.entry(381, "irc_oper_response"),
          Map.entry(491, "irc_oper_response"));

  private final Map<String, EventType> commands = new HashMap<>();
  private final Map<Integer, EventType> replies = new HashMap<>();
  private final EventType request;
  private final EventType message;
  private final EventType reply;
  private final EventType privateMessage;
  private final EventType direct;
  private final EventType startTls;
  private final RecordMaker joinInfo;
  private final TableType joinList;

  IrcEvents(Events events) {
    OF_COMMAND.forEach((command, event) -> commands.put(command, events.type(event)));
    OF_REPLY.forEach((code, event) -> replies.put(code, events.type(event)));
    request = events.type("irc_request");
    message = events.type("irc_message");
    reply = events.type("irc_reply");
    privateMessage = events.type("irc_privmsg_message");
    direct = events.type("irc_dcc_message");
    startTls = events.type("irc_starttls");
    joinInfo = new RecordMaker(events, "irc_join_info", "nick", "channel", "password", "usermode");
    joinList = new TableType(List.of(joinInfo.type()), null);
  }

  /// A line of one connection, on its way to an event.
  private record Line(AnalyzerContext to, Side from, IrcMessage message) {
    List<String> words() {
      return IrcParser.words(message.params(), ' ');
    }

    void weird(String name) {
      to.weird(name);
    }

    /// Raises an event whose further arguments are these; texts may be strings.
    void raise(EventType event, Object... further) {
      Object[] all = new Object[further.length + 2];
      all[0] = to.connection();
      all[1] = from.isOriginator();
      for (int i = 0; i < further.length; i++) {
        all[i + 2] = further[i] instanceof String text ? Str.latin1(text) : further[i];
      }
      event.raise(all);
    }
  }

  void startTls(AnalyzerContext to) {
    if (startTls.isWanted()) {
      startTls.raise(to.connection());
    }
  }

  // ---- replies

  void reply(AnalyzerContext to, Side from, IrcMessage one) {
    Line line = new Line(to, from, one);
    EventType event = replies.get(one.code());
    if (event == null) {
      if (reply.isWanted()) {
        line.raise(reply, one.prefix(), (long) one.code(), one.params());
      }
    } else if (event.isWanted()) {
      reply(line, event, line.words());
    }
  }

  private void reply(Line line, EventType event, List<String> words) {
    switch (line.message().code()) {
      case 251 ->
          line.raise(
              event, before(words, "users"), before(words, "services"), before(words, "servers"));
      case 255 ->
          line.raise(
              event,
              before(words, "users,", "clients"),
              before(words, "services"),
              before(words, "servers"));
      case 254 -> line.raise(event, before(words, ":channels"));
      case 353 -> names(line, event, words);
      case 266 -> globalUsers(line, event);
      case 311 -> whoisUser(line, event, words);
      case 313 -> whoisOperator(line, event, words);
      case 319 -> whoisChannels(line, event, words);
      case 332 -> topic(line, event, words);
      case 352 -> whoLine(line, event, words);
      case 381 -> line.raise(event, true);
      case 491 -> line.raise(event, false);
      default -> line.raise(event);
    }
  }

  /// The number before the last of some words.
  private static long before(List<String> words, String... names) {
    long found = 0;
    for (int i = 1; i < words.size(); i++) {
      for (String name : names) {
        if (words.get(i).equals(name)) {
          found = IrcParser.number(words.get(i - 1));
        }
      }
    }
    return found;
  }

  private static Table set(List<String> names) {
    Table made = new Table(STRINGS);
    for (String name : names) {
      made.put(Str.latin1(name), Table.MEMBER);
    }
    return made;
  }

  private static List<String> from(List<String> words, int index) {
    return words.subList(Math.min(index, words.size()), words.size());
  }

  private static String joined(List<String> words, int index) {
    return String.join(" ", from(words, index));
  }

  private static void names(Line line, EventType event, List<String> words) {
    if (words.size() < 3) {
      line.weird("irc_invalid_names_line");
      return;
    }
    List<String> users = new ArrayList<>(from(words, 3));
    if (!users.isEmpty()) {
      users.set(0, IrcParser.withoutColon(users.getFirst()));
    }
    users.replaceAll(user -> user.startsWith("@") ? user.substring(1) : user);
    line.raise(event, words.get(1), words.get(2), set(users));
  }

  private static void globalUsers(Line line, EventType event) {
    String params = line.message().params();
    int blank = params.indexOf(' ');
    int colon = blank < 0 ? -1 : params.indexOf(':', blank + 1);
    if (colon < 0) {
      line.weird("invalid_irc_global_users_reply");
    } else {
      line.raise(event, params.substring(0, blank + 1), params.substring(colon + 1));
    }
  }

  private static void whoisUser(Line line, EventType event, List<String> words) {
    List<String> about = words.size() > 1 ? from(words, 1) : words;
    if (about.size() < 5) {
      line.weird("irc_invalid_whois_user_line");
    } else {
      line.raise(
          event,
          about.get(0),
          about.get(1),
          about.get(2),
          IrcParser.withoutColon(joined(about, 4)));
    }
  }

  private static void whoisOperator(Line line, EventType event, List<String> words) {
    List<String> about = words.size() > 1 ? from(words, 1) : words;
    if (about.size() < 2) {
      line.weird("irc_invalid_whois_operator_line");
    } else {
      line.raise(event, about.getFirst());
    }
  }

  private static void whoisChannels(Line line, EventType event, List<String> words) {
    if (words.size() < 2) {
      line.weird("irc_invalid_whois_channel_line");
      return;
    }
    List<String> channels = new ArrayList<>(from(words, 1));
    channels.set(0, IrcParser.withoutColon(channels.getFirst()));
    line.raise(event, words.getFirst(), set(channels));
  }

  private static void topic(Line line, EventType event, List<String> words) {
    String params = line.message().params();
    int colon = params.indexOf(':');
    if (words.size() < 4 || colon < 0) {
      line.weird("irc_invalid_topic_reply");
    } else {
      line.raise(event, words.get(1), IrcParser.withoutColon(params.substring(colon + 1)));
    }
  }

  private static void whoLine(Line line, EventType event, List<String> words) {
    if (words.size() < 9) {
      line.weird("irc_invalid_who_line");
      return;
    }
    String user = words.get(2);
    line.raise(
        event,
        words.get(0),
        words.get(1),
        user.startsWith("~") ? user.substring(1) : user,
        words.get(3),
        words.get(4),
        words.get(5),
        words.get(6),
        IrcParser.number(IrcParser.withoutColon(words.get(7))),
        words.get(8));
  }

  // ---- commands

  void command(AnalyzerContext to, Side from, IrcMessage one) {
    Line line = new Line(to, from, one);
    EventType event = commands.get(one.command());
    if (one.command().equals("PRIVMSG") && (privateMessage.isWanted() || direct.isWanted())) {
      privateMessage(line);
    } else if (event != null && event.isWanted()) {
      command(line, event, line.words());
    } else {
      EventType general = from.isOriginator() ? request : message;
      if (general.isWanted()) {
        line.raise(general, one.prefix(), one.command(), one.params());
      }
    }
  }

  private void command(Line line, EventType event, List<String> words) {
    IrcMessage of = line.message();
    switch (of.command()) {
      case "NOTICE" -> targeted(line, event, "irc_invalid_notice_message_format");
      case "SQUERY" -> targeted(line, event, "irc_invalid_squery_message_format");
      case "USER" -> user(line, event, words);
      case "OPER" -> {
        if (words.size() == 2) {
          line.raise(event, words.get(0), words.get(1));
        } else {
          line.weird("irc_invalid_oper_message_format");
        }
      }
      case "KICK" -> {
        if (words.size() < 2) {
          line.weird("irc_invalid_kick_message_format");
        } else {
          line.raise(
              event,
              of.prefix(),
              words.get(0),
              words.get(1),
              IrcParser.withoutColon(joined(words, 2)));
        }
      }
      case "JOIN" -> join(line, event);
      case "NJOIN" -> serverJoin(line, event, words);
      case "PART" -> part(line, event);
      case "QUIT" -> line.raise(event, nick(of.prefix()), IrcParser.withoutColon(of.params()));
      case "NICK" -> line.raise(event, of.prefix(), IrcParser.withoutColon(of.params()));
      case "WHO" -> who(line, event, words);
      case "WHOIS" -> whois(line, event, words);
      case "ERROR" -> line.raise(event, of.prefix(), IrcParser.withoutColon(of.params()));
      case "INVITE" -> {
        if (words.size() == 2) {
          line.raise(event, of.prefix(), words.get(0), IrcParser.withoutColon(words.get(1)));
        } else {
          line.weird("irc_invalid_invite_message_format");
        }
      }
      case "MODE" -> {
        if (of.params().isEmpty()) {
          line.weird("irc_invalid_mode_message_format");
        } else {
          line.raise(event, of.prefix(), of.params());
        }
      }
      case "PASS" -> line.raise(event, of.params());
      case "SQUIT" -> {
        int blank = of.params().indexOf(' ');
        line.raise(
            event,
            of.prefix(),
            blank < 0 ? "" : of.params().substring(0, blank),
            blank < 0 ? "" : rest(of.params(), blank));
      }
      default -> throw new IllegalStateException(of.command());
    }
  }

  /// What follows a blank, without further ones and without the colon.
  private static String rest(String params, int blank) {
    return IrcParser.withoutColon(IrcParser.withoutBlanks(params.substring(blank + 1)));
  }

  /// The nick name in a prefix, empty if there is only a server's name.
  private static String nick(String prefix) {
    int end = prefix.indexOf('!');
    return end < 0 ? "" : prefix.substring(0, end);
  }

  private static void targeted(Line line, EventType event, String weird) {
    String params = line.message().params();
    int blank = params.indexOf(' ');
    if (blank < 0) {
      line.weird(weird);
    } else {
      line.raise(event, line.message().prefix(), params.substring(0, blank), rest(params, blank));
    }
  }

  private static void user(Line line, EventType event, List<String> words) {
    StringBuilder name = new StringBuilder();
    for (int i = 3; i < words.size(); i++) {
      name.append(words.get(i));
      if (i > 3) {
        name.append(' ');
      }
    }
    line.raise(
        event,
        !words.isEmpty() ? words.get(0) : "",
        words.size() > 1 ? words.get(1) : "",
        words.size() > 2 ? words.get(2) : "",
        IrcParser.withoutColon(name.toString()));
  }

  private static void who(Line line, EventType event, List<String> words) {
    if (words.size() > 2) {
      line.weird("irc_invalid_who_message_format");
    } else {
      line.raise(
          event,
          words.isEmpty() ? "" : IrcParser.withoutColon(words.getFirst()),
          words.size() == 2 && words.get(1).equals("o"));
    }
  }

  private static void whois(Line line, EventType event, List<String> words) {
    switch (words.size()) {
      case 1 -> line.raise(event, "", words.get(0));
      case 2 -> line.raise(event, words.get(0), words.get(1));
      default -> line.weird("irc_invalid_whois_message_format");
    }
  }

  private static void part(Line line, EventType event) {
    IrcMessage of = line.message();
    int blank = of.params().indexOf(' ');
    String channels = blank < 0 ? of.params() : of.params().substring(0, blank);
    String nick = of.prefix().contains("!") ? nick(of.prefix()) : of.prefix();
    line.raise(
        event,
        nick,
        set(IrcParser.words(channels, ',')),
        blank < 0 ? "" : rest(of.params(), blank));
  }

  private void join(Line line, EventType event) {
    List<String> words = IrcParser.words(IrcParser.withoutColon(line.message().params()), ' ');
    if (words.isEmpty()) {
      line.weird("irc_invalid_join_line");
      return;
    }
    String nick = nick(line.message().prefix());
    List<String> keys = words.size() > 1 ? IrcParser.words(words.get(1), ',') : List.of();
    Table list = new Table(joinList);
    int number = 0;
    for (String channel : IrcParser.words(words.getFirst(), ',')) {
      String key = number < keys.size() ? keys.get(number) : "";
      list.put(info(nick, channel, key, ""), Table.MEMBER);
      number++;
    }
    line.raise(event, list);
  }

  private Object info(String nick, String channel, String password, String mode) {
    return joinInfo.of(
        Str.latin1(nick), Str.latin1(channel), Str.latin1(password), Str.latin1(mode));
  }

  /// A server tells another who is in a channel (RFC 2813, section 4.2.2).
  private void serverJoin(Line line, EventType event, List<String> words) {
    if (words.size() != 2) {
      line.weird("irc_invalid_njoin_line");
      return;
    }
    Table list = new Table(joinList);
    for (String user : IrcParser.words(IrcParser.withoutColon(words.get(1)), ',')) {
      String mode = "none";
      int marks = 0;
      if (user.startsWith("@@")) {
        mode = "creator";
        marks = 2;
      } else if (user.startsWith("@")) {
        mode = "operator";
        marks = 1;
      } else if (user.startsWith("+")) {
        mode = "voice";
        marks = 1;
      }
      list.put(info(user.substring(marks), words.get(0), "", mode), Table.MEMBER);
    }
    line.raise(event, list);
  }

  // ---- messages to one

  private void privateMessage(Line line) {
    String params = line.message().params();
    int blank = params.indexOf(' ');
    if (blank < 0) {
      line.weird("irc_invalid_privmsg_message_format");
      return;
    }
    String target = params.substring(0, blank);
    String text = rest(params, blank);
    if (text.startsWith("\1")) {
      text = text.substring(1);
    }
    if (text.length() > 3 && text.startsWith("DCC")) {
      direct(line, target, text);
    } else if (privateMessage.isWanted()) {
      line.raise(privateMessage, line.message().prefix(), target, text);
    }
  }

  /// An offer to connect directly: what for, and where.
  private void direct(Line line, String target, String text) {
    List<String> words =
        IrcParser.words(text.endsWith("\1") ? text.substring(0, text.length() - 1) : text, ' ');
    boolean turbo = words.size() == 7 && words.get(6).equals("T");
    if ((words.size() < 5 || words.size() > 6) && !turbo) {
      line.weird("irc_invalid_dcc_message_format");
      return;
    }
    long host = unsigned(words.get(3));
    if (host < 0) {
      line.weird("irc_invalid_dcc_host");
      return;
    }
    long port = unsigned(words.get(4));
    if (port < 0 || port > 0xffff) {
      line.to().weird("irc_invalid_dcc_port", Long.toString(Math.max(port, 0)));
      return;
    }
    if (direct.isWanted()) {
      line.raise(
          direct,
          line.message().prefix(),
          target,
          words.get(1),
          words.get(2),
          Addr.v4((int) host),
          port,
          words.size() > 5 ? IrcParser.number(words.get(5)) : 0L);
    }
  }

  /// The number of 32 bits that a text begins with, -1 if it begins with none.
  private static long unsigned(String text) {
    int at = 0;
    long value = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = value * 10 + text.charAt(at) - '0';
      at++;
      if (value > 0xffffffffL) {
        return -1;
      }
    }
    return at == 0 ? -1 : value;
  }
}
