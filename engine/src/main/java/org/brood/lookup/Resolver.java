package org.brood.lookup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.naming.CompositeName;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.brood.event.Inbox;
import org.brood.script.value.Addr;

/// Asks name servers on threads of its own, and hands the answers to the worker's inbox.
///
/// Names are asked for as the system does it, its own tables included, unless there is a server to
/// ask; all else goes to that server, or the system's.
public final class Resolver {
  private static final int THREADS = 16;
  private static final int MAX_WAITING = 10_000;
  private static final long IDLE_SECONDS = 10;
  private static final String TIMEOUT_MILLIS = "2000";
  private static final String TRIES = "2";
  private static final int MAX_ANSWERS = 1_000;

  private final Inbox inbox;
  private final String server;
  private final ThreadPoolExecutor threads;

  /// Questions without an answer: the worker's own count.
  private int pending;

  /// @param server the address of the server to ask, with `:` and a port if it is not 53; empty for
  ///   the system's
  public Resolver(Inbox inbox, String server) {
    this.inbox = inbox;
    this.server = server;
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> Thread.ofPlatform().daemon().name("lookup").unstarted(task));
    threads.allowCoreThreadTimeOut(true);
  }

  /// How many questions have no answer yet.
  public int pending() {
    return pending;
  }

  /// Has a question answered on another thread, and the answer given to `told` on the worker's.
  ///
  /// @param question one of this object's, which may wait
  /// @param otherwise the answer when too many wait
  public <T> void ask(Supplier<T> question, T otherwise, Consumer<T> told) {
    pending++;
    try {
      threads.execute(() -> {
        T answer = question.get();
        inbox.post(() -> answered(answer, told));
      });
    } catch (RejectedExecutionException e) {
      inbox.post(() -> answered(otherwise, told));
    }
  }

  private <T> void answered(T answer, Consumer<T> told) {
    pending--;
    told.accept(answer);
  }

  /// The addresses of a name; none if there are none.
  public List<Addr> addresses(String name) {
    List<Addr> found = new ArrayList<>();
    if (server.isEmpty()) {
      try {
        for (InetAddress one : InetAddress.getAllByName(name)) {
          found.add(Addr.of(one.getAddress()));
        }
      } catch (UnknownHostException e) {
        // Then there are none.
      }
      return found;
    }
    for (String type : List.of("A", "AAAA")) {
      for (String text : records(name, type)) {
        Addr address = Addr.parse(text);
        if (address != null) {
          found.add(address);
        }
      }
    }
    return found;
  }

  /// The name of an address; empty if there is none.
  public String name(Addr address) {
    List<String> names = records(reverse(address), "PTR");
    if (names.isEmpty()) {
      return "";
    }
    String first = names.getFirst();
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  /// The first string of a name's first text; empty if there is none.
  public String text(String name) {
    List<String> texts = records(name, "TXT");
    return texts.isEmpty() ? "" : firstString(texts.getFirst());
  }

  /// The first of the strings of a text, which are given with blanks between them: one that has
  /// blanks itself is in quotes, and in there backslashes are before quotes and backslashes.
  private static String firstString(String text) {
    boolean isQuoted = text.startsWith("\"");
    StringBuilder found = new StringBuilder();
    int at = isQuoted ? 1 : 0;
    while (at < text.length() && text.charAt(at) != (isQuoted ? '"' : ' ')) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      found.append(text.charAt(at));
      at++;
    }
    return found.toString();
  }

  /// The name under which the name of an address is found (RFC 1035, section 3.5; RFC 3596, section
  /// 2.5).
  static String reverse(Addr address) {
    StringBuilder name = new StringBuilder();
    if (address.isV4()) {
      int bits = address.v4Bits();
      for (int i = 0; i < Integer.BYTES; i++) {
        name.append(bits >>> i * Byte.SIZE & 0xff).append('.');
      }
      return name.append("in-addr.arpa").toString();
    }
    byte[] bytes = address.toBytes();
    for (int i = bytes.length - 1; i >= 0; i--) {
      name.append(Character.forDigit(bytes[i] & 0xf, 16)).append('.');
      name.append(Character.forDigit(bytes[i] >>> 4 & 0xf, 16)).append('.');
    }
    return name.append("ip6.arpa").toString();
  }

  // The check warns of directories that hold serialized objects. The context here is that of DNS
  // alone, by name, and its records are texts.
  @SuppressWarnings("BanJNDI")
  private List<String> records(String name, String type) {
    Properties settings = new Properties();
    settings.setProperty(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    settings.setProperty(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
    settings.setProperty("com.sun.jndi.dns.timeout.initial", TIMEOUT_MILLIS);
    settings.setProperty("com.sun.jndi.dns.timeout.retries", TRIES);
    List<String> found = new ArrayList<>();
    try {
      InitialDirContext context = new InitialDirContext(settings);
      try {
        Attribute all =
            context.getAttributes(new CompositeName().add(name), new String[] {type}).get(type);
        NamingEnumeration<?> values = all == null ? null : all.getAll();
        while (values != null && values.hasMore() && found.size() < MAX_ANSWERS) {
          found.add(String.valueOf(values.next()));
        }
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      // No such name, no such record, no server: all the same to who asks.
    }
    return found;
  }
}
