package org.brood.signature;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.analyzer.PatternType;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.brood.script.value.Subnet;
import org.brood.signature.HeaderTest.Masked;
import org.brood.signature.SignatureLexer.Kind;
import org.brood.signature.SignatureLexer.Token;
import org.jspecify.annotations.Nullable;

/// Reads one signature file. Errors name file and line; after one in the grammar the rest of the
/// file is left.
final class SignatureParser {
  private static final Map<String, PatternType> PATTERN_TYPES =
      Map.ofEntries(
          Map.entry("file-magic", PatternType.FILE_MAGIC),
          Map.entry("payload", PatternType.PAYLOAD),
          Map.entry("http", PatternType.HTTP_REQUEST),
          Map.entry("http-request", PatternType.HTTP_REQUEST),
          Map.entry("http-request-body", PatternType.HTTP_REQUEST_BODY),
          Map.entry("http-request-header", PatternType.HTTP_REQUEST_HEADER),
          Map.entry("http-body", PatternType.HTTP_REPLY_BODY),
          Map.entry("http-reply-body", PatternType.HTTP_REPLY_BODY),
          Map.entry("http-reply-header", PatternType.HTTP_REPLY_HEADER),
          Map.entry("ftp", PatternType.FTP),
          Map.entry("finger", PatternType.FINGER));

  /// Protocols by name, with the number that `ip-proto` compares; 0 for those that it ignores.
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("ip", 0, "ip6", 0, "icmp", 1, "icmp6", 58, "tcp", 6, "udp", 17);

  private static final Map<String, Integer> STATES =
      Map.of(
          "established", Condition.ESTABLISHED,
          "originator", Condition.ORIGINATOR,
          "responder", Condition.RESPONDER,
          "stateless", Condition.STATELESS);

  private static final List<String> IP_OPTIONS = List.of("lsrr", "lsrre", "rr", "ssrr");

  private static final List<String> ATTRIBUTES =
      List.of(
          "disable",
          "dst-ip",
          "dst-port",
          "enable",
          "eval",
          "event",
          "file-mime",
          "header",
          "ip-options",
          "ip-proto",
          "payload-size",
          "requires-signature",
          "requires-reverse-signature",
          "signature",
          "same-ip",
          "src-ip",
          "src-port",
          "tcp-state",
          "udp-state",
          "active",
          "true",
          "false");

  /// Ends the reading of a file.
  private static final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1;

    SyntaxError() {
      super(null, null, false, false);
    }
  }

  private final String file;
  private final SignatureLexer lexer;
  private final ScriptNames names;
  private final SignatureErrors errors;
  private @Nullable Token ahead;

  SignatureParser(String file, byte[] text, ScriptNames names, SignatureErrors errors) {
    this.file = file;
    this.names = names;
    this.errors = errors;
    this.lexer =
        new SignatureLexer(text, c -> error("unrecognized character in input (" + c + ")"));
  }

  private void error(String text) {
    errors.in(file, lexer.line(), text);
  }

  /// The signatures of the file, as far as they could be read.
  List<Signature> parse() {
    List<Signature> all = new ArrayList<>();
    try {
      while (peek().kind() != Kind.END) {
        all.add(signature());
      }
    } catch (SyntaxError e) {
      error("syntax error");
    }
    return all;
  }

  private Token peek() {
    Token token = ahead;
    if (token == null) {
      token = lexer.next();
      ahead = token;
    }
    return token;
  }

  private Token take() {
    Token token = peek();
    ahead = null;
    return token;
  }

  private Token take(Kind kind) throws SyntaxError {
    Token token = peek();
    if (token.kind() != kind) {
      throw new SyntaxError();
    }
    return take();
  }

  private void take(char punctuation) throws SyntaxError {
    if (!peek().is(punctuation)) {
      throw new SyntaxError();
    }
    take();
  }

  private boolean takeIf(char punctuation) {
    boolean there = peek().is(punctuation);
    if (there) {
      take();
    }
    return there;
  }

  private static boolean isKeyword(Token token) {
    return token.kind() == Kind.WORD
        && (ATTRIBUTES.contains(token.text())
            || PATTERN_TYPES.containsKey(token.text())
            || PROTOCOLS.containsKey(token.text())
            || STATES.containsKey(token.text())
            || IP_OPTIONS.contains(token.text()));
  }

  private static boolean isIdentifier(Token token) {
    return token.kind() == Kind.WORD && !isKeyword(token);
  }

  private String identifier() throws SyntaxError {
    if (!isIdentifier(peek())) {
      throw new SyntaxError();
    }
    return take().text();
  }

  private Signature signature() throws SyntaxError {
    if (!peek().isWord("signature")) {
      throw new SyntaxError();
    }
    take();
    Signature made = new Signature(identifier(), file, lexer.line());
    take('{');
    while (!peek().is('}')) {
      attribute(made);
    }
    take();
    return made;
  }

  private void attribute(Signature to) throws SyntaxError {
    Token word = take(Kind.WORD);
    PatternType type = PATTERN_TYPES.get(word.text());
    if (type != null) {
      pattern(to, type);
      return;
    }
    switch (word.text()) {
      case "header" -> header(to);
      case "src-ip" -> to.headers.add(address(true));
      case "dst-ip" -> to.headers.add(address(false));
      case "src-port" -> to.headers.add(port(0));
      case "dst-port" -> to.headers.add(port(2));
      case "ip-proto" -> protocol(to);
      case "same-ip" -> to.conditions.add(new Condition.SameIp());
      case "payload-size" -> {
        Comparison comparison = comparison();
        to.conditions.add(new Condition.PayloadSize(comparison, integer()));
      }
      case "ip-options" -> {
        ipOptions();
        to.conditions.add(new Condition.IpOptions());
      }
      case "tcp-state" -> to.conditions.add(new Condition.TcpState(states()));
      case "udp-state" -> udpState(to);
      case "requires-signature" -> requires(to, false);
      case "requires-reverse-signature" -> requires(to, true);
      case "eval" -> eval(to);
      case "active" -> to.active = bool();
      case "event" -> event(to);
      case "file-mime" -> mime(to);
      case "enable" -> enable(to, take(Kind.STRING).text());
      case "disable" -> to.actions.add(new Action.Disable(take(Kind.STRING).text()));
      default -> {
        ahead = word;
        throw new SyntaxError();
      }
    }
  }

  // ---- headers

  private Comparison comparison() throws SyntaxError {
    return switch (take(Kind.COMPARISON).text()) {
      case "<=" -> Comparison.AT_MOST;
      case ">=" -> Comparison.AT_LEAST;
      case "<" -> Comparison.LESS;
      case ">" -> Comparison.GREATER;
      case "!=" -> Comparison.UNEQUAL;
      default -> Comparison.EQUAL;
    };
  }

  private void header(Signature to) throws SyntaxError {
    Token protocol = take(Kind.WORD);
    HeaderTest.Layer layer =
        switch (protocol.text()) {
          case "ip" -> HeaderTest.Layer.IPV4;
          case "ip6" -> HeaderTest.Layer.IPV6;
          case "icmp", "icmp6", "tcp", "udp" -> HeaderTest.Layer.TRANSPORT;
          default -> throw new SyntaxError();
        };
    take('[');
    long offset = integer();
    long size = takeIf(':') ? integer() : 1;
    take(']');
    if (size != 1 && size != 2 && size != 4) {
      error("a header field has 1, 2 or 4 bytes (" + size + ")");
      size = 4;
    }
    long mask = takeIf('&') ? integer() : -1;
    Comparison comparison = comparison();
    List<Masked> values =
        mask < 0 ? values() : List.of(new Masked(value().value(), mask & 0xffff_ffffL));
    to.headers.add(new HeaderTest.Field(layer, offset, (int) size, comparison, values));
  }

  private HeaderTest port(int offset) throws SyntaxError {
    Comparison comparison = comparison();
    return new HeaderTest.Field(HeaderTest.Layer.TRANSPORT, offset, 2, comparison, values());
  }

  private void protocol(Signature to) throws SyntaxError {
    Comparison comparison = comparison();
    Integer named = peek().kind() == Kind.WORD ? PROTOCOLS.get(peek().text()) : null;
    if (named == null) {
      to.headers.add(new HeaderTest.Protocol(comparison, values()));
      return;
    }
    take();
    if (named != 0) {
      to.headers.add(new HeaderTest.Protocol(comparison, List.of(Masked.of(named))));
    }
  }

  private HeaderTest address(boolean source) throws SyntaxError {
    Comparison comparison = comparison();
    List<Subnet> networks = new ArrayList<>();
    do {
      Token token = take();
      if (isIdentifier(token)) {
        networks.addAll(names.networks(token.text(), this::error));
      } else {
        networks.add(network(token));
      }
    } while (takeIf(','));
    return new HeaderTest.Address(source, comparison, networks);
  }

  private Subnet network(Token token) throws SyntaxError {
    Addr address = null;
    int all = 128;
    if (token.kind() == Kind.IPV4) {
      address = Addr.parse(token.text());
      all = 32;
    } else if (token.kind() == Kind.IPV6) {
      address = Addr.parse(token.text());
    }
    if (address == null || token.width() > all) {
      ahead = token;
      throw new SyntaxError();
    }
    int width = token.width() < 0 ? all : token.width();
    return Subnet.of(address, width + 128 - all);
  }

  private List<Masked> values() throws SyntaxError {
    List<Masked> all = new ArrayList<>();
    do {
      Token token = peek();
      if (isIdentifier(token)) {
        take();
        all.addAll(names.numbers(token.text(), this::error));
        continue;
      }
      Masked first = value();
      if (token.kind() == Kind.INTEGER && takeIf('-')) {
        range(first.value(), take(Kind.INTEGER).number(), all);
      } else {
        all.add(first);
      }
    } while (takeIf(','));
    return all;
  }

  private void range(long from, long to, List<Masked> all) {
    if (to - from > 0xffff) {
      error("too many values in a range (" + from + "-" + to + ")");
      return;
    }
    for (long number = from; number <= to; number++) {
      all.add(Masked.of(number));
    }
  }

  private Masked value() throws SyntaxError {
    Token token = take();
    if (token.kind() == Kind.INTEGER) {
      return Masked.of(token.number());
    }
    if (token.kind() == Kind.IPV4) {
      Subnet network = network(token);
      int width = network.width() - 96;
      long mask = width == 0 ? 0 : -1L << (32 - width) & 0xffff_ffffL;
      return new Masked(network.prefix().v4Bits() & mask, mask);
    }
    ahead = token;
    throw new SyntaxError();
  }

  private long integer() throws SyntaxError {
    if (isIdentifier(peek())) {
      return names.number(take().text(), this::error);
    }
    return take(Kind.INTEGER).number();
  }

  // ---- conditions

  private int states() throws SyntaxError {
    int states = 0;
    do {
      Token token = take(Kind.WORD);
      Integer state = STATES.get(token.text());
      if (state == null) {
        ahead = token;
        throw new SyntaxError();
      }
      states |= state;
    } while (takeIf(','));
    return states;
  }

  private void udpState(Signature to) throws SyntaxError {
    int states = states();
    if ((states & Condition.ESTABLISHED) != 0) {
      error("'established' is not a valid 'udp-state'");
    }
    to.conditions.add(new Condition.UdpState(states));
  }

  private void ipOptions() throws SyntaxError {
    do {
      if (peek().kind() != Kind.WORD || !IP_OPTIONS.contains(peek().text())) {
        throw new SyntaxError();
      }
      take();
    } while (takeIf(','));
  }

  private void requires(Signature to, boolean reverse) throws SyntaxError {
    boolean negated = takeIf('!');
    to.requires.add(new Condition.Requires(identifier(), reverse, negated));
  }

  private void eval(Signature to) throws SyntaxError {
    String name = take(Kind.WORD).text();
    names.checkCondition(name, errors, this::error);
    to.conditions.add(new Condition.Eval(name));
  }

  private boolean bool() throws SyntaxError {
    Token token = take(Kind.WORD);
    if (!token.text().equals("true") && !token.text().equals("false")) {
      ahead = token;
      throw new SyntaxError();
    }
    return token.text().equals("true");
  }

  private void pattern(Signature to, PatternType type) throws SyntaxError {
    long depth = Integer.MAX_VALUE;
    if (takeIf('[')) {
      boolean fromStart = takeIf(':');
      long first = integer();
      if (fromStart) {
        depth = first;
      } else {
        if (first > 0) {
          errors.warn("Offsets are currently ignored for patterns");
        }
        depth = !takeIf(':') ? 1 : peek().is(']') ? 0xffff_ffffL : integer();
      }
      take(']');
    }
    String expression;
    if (isIdentifier(peek())) {
      expression = names.text(take().text(), this::error);
    } else {
      expression = take(Kind.PATTERN).text();
    }
    byte[] bytes = expression.getBytes(StandardCharsets.ISO_8859_1);
    to.patterns.add(new Signature.Pattern(type, bytes, depth));
  }

  // ---- actions

  private void event(Signature to) throws SyntaxError {
    if (peek().kind() == Kind.STRING) {
      Str message = Str.latin1(take().text());
      addEvent(to, "signature_match", message);
      return;
    }
    String name = identifier();
    Str message = peek().kind() == Kind.STRING ? Str.latin1(take().text()) : null;
    if (message == null && !names.isEvent(name)) {
      error("identifier is not an event (" + name + ")");
      return;
    }
    addEvent(to, name, message);
  }

  private void addEvent(Signature to, String name, @Nullable Str message) {
    Action.Raise raise = names.event(name, message, errors);
    if (raise != null) {
      to.actions.add(raise);
    }
  }

  private void mime(Signature to) throws SyntaxError {
    String type =
        isIdentifier(peek()) ? names.text(take().text(), this::error) : take(Kind.STRING).text();
    long strength = 0;
    if (takeIf(',')) {
      boolean negative = takeIf('-');
      strength = (int) take(Kind.INTEGER).number();
      strength = negative ? -strength : strength;
    }
    to.actions.add(new Action.Mime(type, strength));
  }

  private void enable(Signature to, String text) {
    int colon = text.indexOf(':');
    String first = names.analyzer(colon < 0 ? text : text.substring(0, colon), errors);
    if (colon < 0) {
      to.actions.add(new Action.Enable(first, ""));
    } else {
      to.actions.add(new Action.Enable(names.analyzer(text.substring(colon + 1), errors), first));
    }
  }
}
