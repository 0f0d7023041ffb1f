package org.brood.bif;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.brood.event.Events;
import org.brood.log.LogStreams;
import org.brood.script.bif.ScriptFiles;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.source.ScriptPath;
import org.brood.script.value.Addr;
import org.brood.script.value.FileVal;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// Where the program runs: the machine, its files, the pace of packets.
@Natives
public final class HostFunctions {
  /// What there is no netmask for.
  private static final long NO_NETMASK = 0xffff_ffffL;

  private HostFunctions() {}

  /// Stops and starts the flow of packets.
  public interface Pace {
    void suspend(boolean on);

    boolean isSuspended();
  }

  public static void suspend_processing(Runtime rt) {
    rt.service(Pace.class).suspend(true);
  }

  public static void continue_processing(Runtime rt) {
    rt.service(Pace.class).suspend(false);
  }

  public static boolean is_processing_suspended(Runtime rt) {
    Pace pace = rt.serviceIfPresent(Pace.class);
    return pace != null && pace.isSuspended();
  }

  /// The addresses of this machine.
  static List<Addr> addresses(NetworkInterface device) {
    List<Addr> all = new ArrayList<>();
    for (InetAddress address : device.inetAddresses().toList()) {
      all.add(Addr.of(address.getAddress()));
    }
    return all;
  }

  public static boolean is_local_interface(Addr ip) {
    try {
      return NetworkInterface.networkInterfaces()
          .anyMatch(device -> addresses(device).contains(ip));
    } catch (SocketException e) {
      return false;
    }
  }

  public static Record packet_source(Runtime rt) {
    Record source = rt.service(Events.class).record("PacketSource").make();
    RunFunctions.Run run = rt.service(RunFunctions.Run.class);
    PcapFunctions.Current current = rt.serviceIfPresent(PcapFunctions.Current.class);
    source.set("live", run.live());
    source.set("path", Str.of(run.trace()));
    source.set("link_type", current == null ? -1L : (long) current.linkType());
    source.set("netmask", NO_NETMASK);
    return source;
  }

  public static Str find_in_zeekpath(Runtime rt, Str p) {
    String name = p.toString();
    if (name.startsWith("/") || name.startsWith("./") || name.startsWith("../")) {
      rt.note(Level.ERROR, "find_in_zeek_path: path must be relative or absolute");
      return Str.EMPTY;
    }
    ScriptPath path = rt.serviceIfPresent(ScriptPath.class);
    return path == null ? Str.EMPTY : Str.of(path.findLoadable(name, "").orElse(""));
  }

  public static double calc_next_rotate(Runtime rt, double interval) {
    return rt.service(LogStreams.class).untilRotation(rt.networkTime(), interval);
  }

  private static Record rotated(Runtime rt, String name, String target, double opened) {
    Record info = rt.service(Events.class).record("rotate_info").make();
    info.set("old_name", Str.of(name));
    info.set("new_name", Str.of(target));
    info.set("open", opened);
    info.set("close", rt.networkTime());
    return info;
  }

  private static String rotatedName(Runtime rt, String name) {
    return "%s.%d.%.6f.tmp".formatted(name, ProcessHandle.current().pid(), rt.networkTime());
  }

  /// Moves a file that is being written away, and goes on with an empty one of its name.
  public static Record rotate_file(Runtime rt, FileVal f) {
    String target = rotatedName(rt, f.name());
    try {
      ScriptFiles.OpenFiles.rotate(f, target);
      return rotated(rt, f.name(), target, rt.networkTime());
    } catch (IOException e) {
      rt.note(Level.ERROR, "can't rotate " + f.name() + " to " + target + ": " + e.getMessage());
      return rotated(rt, "", "", 0);
    }
  }

  public static Record rotate_file_by_name(Runtime rt, Str f) {
    String target = rotatedName(rt, f.toString());
    try {
      ScriptFiles.OpenFiles.rotate(f.toString(), target);
      return rotated(rt, f.toString(), target, rt.networkTime());
    } catch (IOException e) {
      rt.note(Level.ERROR, "can't rotate " + f + " to " + target + ": " + e.getMessage());
      return rotated(rt, "", "", 0);
    }
  }
}
