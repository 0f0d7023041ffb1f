package org.brood.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;
import org.brood.capture.pcap.CaptureFile;
import org.brood.decode.DecodeListener;
import org.brood.decode.DecodeOptions;
import org.brood.decode.Decoder;
import org.brood.decode.Packet;
import org.brood.decode.Tunnels;
import org.brood.decode.UidGenerator;
import org.brood.decode.WeirdSink;
import org.brood.flow.Flow;
import org.brood.flow.FlowListener;
import org.brood.flow.FlowOptions;
import org.brood.flow.FlowTable;
import org.brood.flow.Side;
import org.brood.flow.TcpFlow;
import org.brood.flow.TcpState;
import org.brood.flow.Transport;
import org.brood.stream.StreamSink;
import org.brood.stream.Streams;
import org.jspecify.annotations.Nullable;

/// Writes a conn.log and a list of weirds for captures, without scripts and analyzers: to compare
/// the lower half of the engine with another monitor's logs.
///
/// Arguments: the file with one likely server port a line (`80/tcp`), the folder of captures, the
/// folder for output, then captures relative to the former; `-seed FILE` may come first.
public final class ConnLogs implements WeirdSink, DecodeListener, FlowListener, StreamSink {
  private final StringBuilder rows = new StringBuilder();
  private final StringBuilder events = new StringBuilder();
  private final FlowOptions options = new FlowOptions();
  private final DecodeOptions decodeOptions = new DecodeOptions();
  private final UidGenerator uids;
  private @Nullable Decoder decoder;

  private static final class Extra {
    long missed;
    final List<String> parents = new ArrayList<>();
  }

  private ConnLogs(UidGenerator uids) {
    this.uids = uids;
  }

  public static void main(String[] args) throws IOException {
    int at = 0;
    String seed = null;
    if (args[0].equals("-seed")) {
      seed = Files.readString(Path.of(args[1]));
      at = 2;
    }
    List<String> ports = Files.readAllLines(Path.of(args[at]));
    Path traces = Path.of(args[at + 1]);
    Path out = Path.of(args[at + 2]);
    for (int i = at + 3; i < args.length; i++) {
      ConnLogs logs =
          new ConnLogs(seed == null ? UidGenerator.random() : UidGenerator.seeded(seed));
      for (String port : ports) {
        int number = Integer.parseInt(port.substring(0, port.indexOf('/')));
        (port.endsWith("tcp")
                ? logs.options.likelyTcpServerPorts
                : logs.options.likelyUdpServerPorts)
            .set(number);
      }
      Path folder = out.resolve(args[i]);
      Files.createDirectories(folder);
      try {
        long t0 = System.nanoTime();
        logs.run(traces.resolve(args[i]).toString());
        if (Boolean.getBoolean("time")) System.out.println((System.nanoTime() - t0) / 1000000);
      } catch (RuntimeException e) {
        System.out.println(args[i] + ": " + e);
        e.printStackTrace();
      }
      logs.write(folder);
    }
  }

  private void run(String path) {
    decodeOptions.ignoreChecksums = !Boolean.getBoolean("checksums");
    Decoder running = new Decoder(decodeOptions, this, this, uids);
    decoder = running;
    Streams streams = new Streams(options, this);
    FlowTable flows = new FlowTable(running, options, this, streams);
    running.registerStandard();
    try (PacketSource source = CaptureFile.open(path)) {
      Frame frame = new Frame();
      while (source.next(frame)) {
        running.process(frame);
      }
    } catch (CaptureException e) {
      System.out.println(e.getMessage());
    }
    running.finish();
    flows.finish();
    running.close();
    streams.close();
  }

  private void write(Path folder) throws IOException {
    if (!rows.isEmpty()) {
      String header =
          "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"
              + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration"
              + "\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory"
              + "\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\tip_proto\n"
              + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount"
              + "\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\tcount\n";
      try (PrintStream log =
          new PrintStream(folder.resolve("conn.log").toFile(), StandardCharsets.UTF_8)) {
        log.print(header);
        log.print(rows);
      }
    }
    try (PrintStream log =
        new PrintStream(folder.resolve("events.txt").toFile(), StandardCharsets.UTF_8)) {
      log.print(events);
    }
  }

  private static String time(long nanos) {
    return nanos / 1_000_000_000L
        + "."
        + String.format(Locale.ROOT, "%06d", nanos % 1_000_000_000L / 1_000);
  }

  static String address(long high, long low) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    if (high == 0 && low >>> 32 == 0xffff) {
      return (bytes[12] & 0xff)
          + "."
          + (bytes[13] & 0xff)
          + "."
          + (bytes[14] & 0xff)
          + "."
          + (bytes[15] & 0xff);
    }
    return compressed(bytes);
  }

  private static String compressed(byte[] bytes) {
    int[] words = new int[8];
    for (int i = 0; i < 8; i++) {
      words[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < 8; i++) {
      int j = i;
      while (j < 8 && words[j] == 0) {
        j++;
      }
      if (j - i > bestLength) {
        best = i;
        bestLength = j - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += bestLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(words[i]));
    }
    return text.toString();
  }

  private Extra extra(Flow flow) {
    if (flow.attachment() instanceof Extra extra) {
      return extra;
    }
    Extra extra = new Extra();
    flow.attach(extra);
    return extra;
  }

  private void event(String name, Flow flow) {
    Decoder running = decoder;
    if (running != null) {
      events
          .append(time(running.networkNanos()))
          .append(' ')
          .append(name)
          .append(" c=")
          .append(flow.uid().base62("C"))
          .append('\n');
    }
  }

  private static String state(Flow flow) {
    int os = flow.state(Side.ORIGINATOR);
    int rs = flow.state(Side.RESPONDER);
    if (flow.transport() == Transport.UDP) {
      return os == 1 ? rs == 1 ? "SF" : "S0" : rs == 1 ? "SHR" : "OTH";
    }
    if (flow.transport() != Transport.TCP) {
      return "OTH";
    }
    TcpState o = ((TcpFlow) flow).originator().state();
    TcpState r = ((TcpFlow) flow).responder().state();
    boolean oInactive = o == TcpState.INACTIVE || o == TcpState.PARTIAL;
    boolean rInactive = r == TcpState.INACTIVE || r == TcpState.PARTIAL;
    if (r == TcpState.RESET) {
      if (o == TcpState.SYN_SENT
          || o == TcpState.SYN_ACK_SENT
          || (o == TcpState.RESET
              && flow.size(Side.ORIGINATOR) == 0
              && flow.size(Side.RESPONDER) == 0)) {
        return "REJ";
      }
      return oInactive ? "RSTRH" : "RSTR";
    }
    if (o == TcpState.RESET) {
      if (rInactive) {
        return flow.history().matches("\\^?S[^HAFGIQ]*R.*") ? "RSTOS0" : "OTH";
      }
      return "RSTO";
    }
    if (r == TcpState.CLOSED && o == TcpState.CLOSED) {
      return "SF";
    }
    if (o == TcpState.CLOSED) {
      return rInactive ? "SH" : "S2";
    }
    if (r == TcpState.CLOSED) {
      return oInactive ? "SHR" : "S3";
    }
    if (o == TcpState.SYN_SENT && r == TcpState.INACTIVE) {
      return "S0";
    }
    return o == TcpState.ESTABLISHED && r == TcpState.ESTABLISHED ? "S1" : "OTH";
  }

  @Override
  public void stateRemove(Flow flow) {
    event("connection_state_remove", flow);
    Extra extra = extra(flow);
    boolean lasted = flow.durationNanos() > 0;
    String history = flow.history();
    rows.append(time(flow.startNanos()))
        .append('\t')
        .append(flow.uid().base62("C"))
        .append('\t')
        .append(address(flow.origHigh(), flow.origLow()))
        .append('\t')
        .append(flow.origPort())
        .append('\t')
        .append(address(flow.respHigh(), flow.respLow()))
        .append('\t')
        .append(flow.respPort())
        .append('\t')
        .append(
            flow.transport() == Transport.UNKNOWN
                ? "unknown_transport"
                : flow.transport().name().toLowerCase(Locale.ROOT))
        .append("\t-\t")
        .append(lasted ? time(flow.durationNanos()) : "-")
        .append('\t')
        .append(lasted ? Long.toString(flow.size(Side.ORIGINATOR)) : "-")
        .append('\t')
        .append(lasted ? Long.toString(flow.size(Side.RESPONDER)) : "-")
        .append('\t')
        .append(state(flow))
        .append('\t')
        .append("-")
        .append('\t')
        .append("-")
        .append('\t')
        .append(extra.missed)
        .append('\t')
        .append(history.isEmpty() ? "-" : history)
        .append('\t')
        .append(flow.packets(Side.ORIGINATOR))
        .append('\t')
        .append(flow.ipBytes(Side.ORIGINATOR))
        .append('\t')
        .append(flow.packets(Side.RESPONDER))
        .append('\t')
        .append(flow.ipBytes(Side.RESPONDER))
        .append('\t')
        .append(extra.parents.isEmpty() ? "-" : String.join(",", extra.parents))
        .append('\t')
        .append(flow.protocol())
        .append('\n');
  }

  @Override
  public void newConnection(Flow flow) {
    event("new_connection", flow);
    Tunnels tunnels = flow.tunnels();
    if (tunnels != null && tunnels.depth() > 0) {
      extra(flow).parents.add(tunnels.at(tunnels.depth() - 1).uid().base62("C"));
    }
    int port = flow.respPort();
    if (flow.transport() == Transport.TCP
        && (port == 21 || port == 22 || port == 23 || port == 513)) {
      flow.timers().inactivityNanos(3_600_000_000_000L);
    }
  }

  @Override
  public void tunnelChanged(Flow flow, @Nullable Tunnels tunnels) {
    event("tunnel_changed", flow);
    if (tunnels != null && tunnels.depth() > 0) {
      String uid = tunnels.at(tunnels.depth() - 1).uid().base62("C");
      if (!extra(flow).parents.contains(uid)) {
        extra(flow).parents.add(uid);
      }
    }
  }

  @Override
  public void newConnectionContents(TcpFlow flow) {
    event("new_connection_contents", flow);
  }

  @Override
  public void established(TcpFlow flow) {
    event("connection_established", flow);
  }

  @Override
  public void firstAck(TcpFlow flow) {
    event("connection_first_ACK", flow);
  }

  @Override
  public void partial(TcpFlow flow) {
    event("partial_connection", flow);
  }

  @Override
  public void attempt(TcpFlow flow) {
    event("connection_attempt", flow);
  }

  @Override
  public void rejected(TcpFlow flow) {
    event("connection_rejected", flow);
  }

  @Override
  public void reset(TcpFlow flow) {
    event("connection_reset", flow);
  }

  @Override
  public void finished(TcpFlow flow, boolean half) {
    event(half ? "connection_half_finished" : "connection_finished", flow);
  }

  @Override
  public void partialClose(TcpFlow flow) {
    event("connection_partial_close", flow);
  }

  @Override
  public boolean wantsPartialClose() {
    return Boolean.getBoolean("all.events");
  }

  @Override
  public boolean wantsReset() {
    return Boolean.getBoolean("all.events");
  }

  @Override
  public void pending(TcpFlow flow) {
    event("connection_pending", flow);
  }

  @Override
  public void timeout(Flow flow) {
    event("connection_timeout", flow);
  }

  @Override
  public void reused(Flow flow) {
    event("connection_reused", flow);
  }

  @Override
  public void flipped(Flow flow) {
    event("connection_flipped", flow);
  }

  @Override
  public void datagram(
      Flow flow, Side side, Packet packet, MemorySegment data, long offset, int length) {
    event(side.isOriginator() ? "udp_request" : "udp_reply", flow);
  }

  @Override
  public void eof(TcpFlow flow, Side side) {
    event("connection_EOF", flow);
  }

  @Override
  public void weird(Flow flow, String name, String detail, String source) {
    events
        .append("conn_weird ")
        .append(name)
        .append(' ')
        .append(detail)
        .append(' ')
        .append(source)
        .append('\n');
  }

  @Override
  public void deliver(
      TcpFlow flow, Side from, long sequence, MemorySegment data, long offset, int length) {}

  @Override
  public void gap(TcpFlow flow, Side from, long sequence, long length, boolean reported) {
    if (reported) {
      event("content_gap", flow);
      extra(flow).missed += length;
    }
  }

  @Override
  public void netWeird(String name, String detail, String source) {
    events
        .append("net_weird ")
        .append(name)
        .append(' ')
        .append(detail)
        .append(' ')
        .append(source)
        .append('\n');
  }

  @Override
  public void flowWeird(
      long srcHigh,
      long srcLow,
      long dstHigh,
      long dstLow,
      String name,
      String detail,
      String source) {
    events
        .append("flow_weird ")
        .append(name)
        .append(' ')
        .append(detail)
        .append(' ')
        .append(source)
        .append('\n');
  }
}
