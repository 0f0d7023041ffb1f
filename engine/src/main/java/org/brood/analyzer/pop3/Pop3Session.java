package org.brood.analyzer.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Deque;
import org.brood.analyzer.AnalyzerContext;
import org.brood.analyzer.SideLines;
import org.brood.format.Base64Text;
import org.jspecify.annotations.Nullable;

/// What state a session is in, and what its lines mean there (RFC 1939, section 3).
final class Pop3Session {

  private enum Phase {
    START,
    AUTHORIZATION,
    TRANSACTION,
    UPDATE,
    FINISHED
  }

  /// What the last command of the client was about.
  private enum Step {
    START,
    USER,
    PASS,
    APOP,
    AUTH,
    AUTH_PLAIN,
    AUTH_LOGIN,
    AUTH_CRAM_MD5,
    NOOP,
    LAST,
    STAT,
    LIST,
    RETR,
    DELE,
    UIDL,
    TOP,
    QUIT,
    RSET,
    CAPA,
    STLS,
    XSENDER
  }

  private final Pop3Protocol protocol;
  private final AnalyzerContext context;
  private final SideLines lines;
  private final Deque<String> waiting = new ArrayDeque<>(2);
  private Phase phase = Phase.START;
  private Step step = Step.START;
  private @Nullable Step guess;
  private boolean authenticating;
  private int authenticationLines;
  private boolean wantsBody;
  private boolean inBody;
  private int unknownCommands;
  private String user = "";
  private String password = "";

  Pop3Session(Pop3Protocol protocol, AnalyzerContext context, SideLines lines) {
    this.lines = lines;
    this.protocol = protocol;
    this.context = context;
  }

  /// Whether lines of a longer reply come.
  boolean isInBody() {
    return inBody;
  }

  /// Whether these are a mail's.
  boolean isFetching() {
    return step == Step.RETR || step == Step.TOP;
  }

  /// Whether a reply begins a mail.
  boolean willFetch(Pop3Message reply) {
    Step meant = guess == null ? step : guess;
    return reply.command() == Pop3Command.OK && (meant == Step.RETR || meant == Step.TOP);
  }

  private Pop3Events events() {
    return protocol.events();
  }

  // ---- the client

  void client(String line) {
    if (authenticating) {
      credentials(line);
      return;
    }
    waiting.add(line);
    long max = protocol.limits().maxPending();
    if (max > 0 && waiting.size() > max) {
      context.weird("pop3_client_too_many_pending_commands");
      waiting.remove();
    }
    if (waiting.size() == 1) {
      command();
    }
  }

  /// Takes the first of the commands that wait.
  private void command() {
    String line = waiting.peek();
    if (line == null) {
      return;
    }
    Pop3Message message = Pop3Parser.message(Pop3Parser.tidy(line));
    Pop3Command command = message.command();
    if (command == null) {
      unknownCommand(message.word());
      return;
    }
    String argument = message.argument();
    switch (command) {
      case OK, ERR -> context.weird("pop3_client_sending_server_commands");
      case USER -> {
        if (isAuthorization(command)) {
          user = argument;
          request(command, argument, Step.USER);
        }
      }
      case PASS -> password(argument);
      case APOP -> {
        if (isAuthorization(command)) {
          user = firstWord(argument);
          request(command, argument, Step.APOP);
        }
      }
      case AUTH -> authenticate(argument);
      case STAT -> transaction(command, argument, Step.STAT, null);
      case LIST -> lister(command, argument, Step.LIST);
      case UIDL -> lister(command, argument, Step.UIDL);
      case RETR -> fetcher(command, argument, Step.RETR);
      case TOP -> fetcher(command, argument, Step.TOP);
      case DELE -> transaction(command, argument, Step.DELE, Step.DELE);
      case RSET -> transaction(command, argument, Step.RSET, Step.RSET);
      case NOOP -> transaction(command, argument, Step.NOOP, Step.NOOP);
      case LAST -> transaction(command, argument, Step.LAST, Step.LAST);
      case XSENDER -> transaction(command, argument, Step.LAST, Step.XSENDER);
      case CAPA -> {
        request(command, argument, Step.CAPA);
        wantsBody = true;
      }
      case STLS -> request(command, argument, Step.STLS);
      case QUIT -> quit(argument);
    }
  }

  private void unknownCommand(String word) {
    if (authenticating) {
      return;
    }
    context.weird("pop3_client_command_unknown", word.isEmpty() ? "???" : word);
    unknownCommands++;
    long max = protocol.limits().maxUnknown();
    if (max > 0 && unknownCommands > max) {
      context.violation("too many unknown client commands");
    }
  }

  private void request(Pop3Command command, String argument, Step next) {
    events().request(context, command, argument);
    step = next;
  }

  private void notAllowed(Pop3Command command, String where) {
    events().unexpected(context, true, command, "not allowed in other state than '" + where + "'");
  }

  private boolean isAuthorization(Pop3Command command) {
    if (phase != Phase.AUTHORIZATION) {
      notAllowed(command, "authorization");
    }
    return phase == Phase.AUTHORIZATION;
  }

  private void password(String argument) {
    if (!isAuthorization(Pop3Command.PASS)) {
      return;
    }
    if (step == Step.USER) {
      password = argument;
      request(Pop3Command.PASS, argument, Step.PASS);
    } else {
      events().unexpected(context, true, Pop3Command.PASS, "pass must follow the command 'USER'");
    }
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
      end++;
    }
    return text.substring(0, end);
  }

  private void authenticate(String argument) {
    if (phase != Phase.AUTHORIZATION) {
      events().unexpected(context, true, Pop3Command.AUTH, "pass must follow the command 'USER'");
      return;
    }
    request(Pop3Command.AUTH, argument, method(argument));
    if (argument.isEmpty()) {
      wantsBody = true;
      return;
    }
    if (step == Step.AUTH) {
      events().unexpected(context, true, Pop3Command.AUTH, "unknown AUTH method " + argument);
    }
    authenticating = true;
    authenticationLines = 0;
  }

  private static Step method(String argument) {
    if (argument.contains("LOGIN")) {
      return Step.AUTH_LOGIN;
    }
    if (argument.contains("PLAIN")) {
      return Step.AUTH_PLAIN;
    }
    return argument.contains("CRAM-MD5") ? Step.AUTH_CRAM_MD5 : Step.AUTH;
  }

  /// A command about mails.
  ///
  /// @param otherwise what it is taken for if the client was let in unseen, null for nothing
  private void transaction(
      Pop3Command command, String argument, Step next, @Nullable Step otherwise) {
    if (phase == Phase.TRANSACTION) {
      request(command, argument, next);
      return;
    }
    if (otherwise != null) {
      guess = otherwise;
    }
    notAllowed(command, "transaction");
  }

  private void lister(Pop3Command command, String argument, Step next) {
    if (argument.isEmpty()) {
      wantsBody = true;
    }
    transaction(command, argument, next, next);
  }

  private void fetcher(Pop3Command command, String argument, Step next) {
    wantsBody = true;
    transaction(command, argument, next, next);
  }

  private void quit(String argument) {
    switch (phase) {
      case START, AUTHORIZATION, TRANSACTION -> request(Pop3Command.QUIT, argument, Step.QUIT);
      case UPDATE, FINISHED -> {
        guess = Step.LAST;
        notAllowed(Pop3Command.QUIT, "transaction");
      }
    }
  }

  // ---- credentials

  private void credentials(String line) {
    authenticationLines++;
    byte[] plain =
        Base64Text.decode(
            line.getBytes(ISO_8859_1),
            detail -> context.conn().flow().weird("base64_illegal_encoding", detail, ""));
    if (plain == null) {
      context.weird("pop3_bad_base64_encoding");
      return;
    }
    String text = new String(plain, ISO_8859_1);
    switch (step) {
      case AUTH_LOGIN -> {
        if (authenticationLines == 1) {
          user = text;
        } else if (authenticationLines == 2) {
          password = text;
        }
      }
      case AUTH_PLAIN -> plainCredentials(text);
      case AUTH_CRAM_MD5 -> {
        user = firstWord(text);
        password = "";
      }
      default -> {
        // A method that is not known.
      }
    }
  }

  /// For whom, who and password, with a NUL after each but the last (RFC 4616).
  private void plainCredentials(String text) {
    int first = text.indexOf('\0');
    int second = first < 0 ? -1 : text.indexOf('\0', first + 1);
    if (second < 0 || second + 1 >= text.length()) {
      context.weird("pop3_malformed_auth_plain");
      return;
    }
    user = text.substring(first + 1, second);
    password = text.substring(second + 1);
  }

  // ---- the server

  /// The last line of a longer reply came.
  void endOfBody() {
    wantsBody = false;
    inBody = false;
    nextCommand();
  }

  private void nextCommand() {
    if (waiting.poll() != null) {
      command();
    }
  }

  /// @param line as it came
  void server(Pop3Message message, String line) {
    Pop3Command status = message.command();
    if (status == null) {
      if (!authenticating) {
        String word = message.word().isEmpty() ? "???" : message.word();
        context.violation("unknown server command (" + word + ")", line.getBytes(ISO_8859_1));
        context.weird("pop3_server_command_unknown", word);
      }
      return;
    }
    switch (status) {
      case OK -> accepted();
      case ERR -> refused();
      default -> {
        context.weird("pop3_server_sending_client_commands");
        return;
      }
    }
    if (!lines.isTls()) {
      events().reply(context, status, message.argument());
      if (!inBody) {
        nextCommand();
      }
    }
  }

  private void accepted() {
    Step guessed = guess;
    if (guessed != null) {
      phase = Phase.TRANSACTION;
      guess = null;
      step = guessed;
      events()
          .unexpected(
              context, false, Pop3Command.OK, "no auth required -> state changed to 'transaction'");
    }
    switch (step) {
      case START -> phase = Phase.AUTHORIZATION;
      case USER -> {
        phase = Phase.AUTHORIZATION;
        context.confirm();
      }
      case PASS, APOP, NOOP, LAST, STAT, RSET, DELE, XSENDER -> {
        if (phase == Phase.AUTHORIZATION) {
          login(true);
        }
        phase = Phase.TRANSACTION;
      }
      case AUTH, AUTH_PLAIN, AUTH_CRAM_MD5, AUTH_LOGIN -> {
        inBody |= wantsBody;
        if (authenticating) {
          phase = Phase.TRANSACTION;
        }
        authenticating = false;
        login(true);
      }
      case CAPA -> {
        context.confirm();
        inBody |= wantsBody;
      }
      case TOP, RETR, UIDL, LIST -> inBody |= wantsBody;
      case STLS -> {
        context.confirm();
        lines.startTls();
        events().startTls(context);
      }
      case QUIT -> {
        if (phase == Phase.AUTHORIZATION || phase == Phase.START) {
          phase = Phase.FINISHED;
        } else if (phase == Phase.TRANSACTION) {
          phase = Phase.UPDATE;
        }
      }
    }
  }

  private void refused() {
    inBody = false;
    wantsBody = false;
    guess = null;
    authenticating = false;
    switch (step) {
      case USER, PASS, APOP, AUTH, AUTH_LOGIN, AUTH_PLAIN, AUTH_CRAM_MD5 -> {
        phase = Phase.AUTHORIZATION;
        step = Step.START;
        login(false);
      }
      case NOOP, LAST, STAT, RSET, DELE, LIST, RETR, UIDL, TOP, XSENDER ->
          phase = Phase.TRANSACTION;
      case QUIT -> {
        if (phase != Phase.UPDATE) {
          phase = Phase.FINISHED;
        }
      }
      case START, CAPA, STLS -> {
        // Nothing changes.
      }
    }
  }

  private void login(boolean succeeded) {
    if (!user.isEmpty()) {
      events().login(context, succeeded, user, password);
    }
  }
}
