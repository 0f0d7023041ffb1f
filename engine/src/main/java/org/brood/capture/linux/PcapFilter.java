package org.brood.capture.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.brood.capture.CaptureException;

/// A tcpdump filter expression, compiled and run by libpcap (`pcap_compile`,
/// `pcap_offline_filter`).
///
/// The library is looked up when the first filter is made, so that Brood runs without it.
public final class PcapFilter implements AutoCloseable {
  private static final String[] NAMES = {"libpcap.so.1", "libpcap.so.0.8", "libpcap.so"};
  private static final int SNAP_LENGTH = 65_535;
  private static final int NETMASK_UNKNOWN = -1;

  /// `struct bpf_program`: a count and a pointer.
  private static final MemoryLayout PROGRAM =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4), ValueLayout.ADDRESS);

  /// `struct pcap_pkthdr`: a time of two longs, captured length, length.
  private static final long HEADER_SIZE = 24;

  private static final long CAPTURED = 16;
  private static final long LENGTH = 20;

  private final Arena arena;
  private final MemorySegment program;
  private final MemorySegment header;
  private final MethodHandle match;
  private final MethodHandle free;

  private PcapFilter(Arena arena, MemorySegment program, MethodHandle match, MethodHandle free) {
    this.arena = arena;
    this.program = program;
    this.header = arena.allocate(HEADER_SIZE, 8);
    this.match = match;
    this.free = free;
  }

  /// Compiles an expression for a link type.
  ///
  /// @throws CaptureException with libpcap's words if it is no filter, or if there is no libpcap
  public static PcapFilter compile(String expression, int linkType) throws CaptureException {
    Arena arena = Arena.ofConfined();
    try {
      return compile(expression, linkType, arena);
    } catch (CaptureException e) {
      arena.close();
      throw e;
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find(
      SymbolLookup library, String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(library.find(name).orElseThrow(), descriptor);
  }

  @SuppressWarnings("restricted")
  private static SymbolLookup library(Arena arena) throws CaptureException {
    for (String name : NAMES) {
      try {
        return SymbolLookup.libraryLookup(name, arena);
      } catch (IllegalArgumentException e) {
        // not under this name
      }
    }
    throw new CaptureException("packet filters need libpcap (Debian: libpcap0.8)");
  }

  @SuppressWarnings("restricted")
  private static PcapFilter compile(String expression, int linkType, Arena arena)
      throws CaptureException {
    SymbolLookup library = library(arena);
    MethodHandle open =
        find(
            library,
            "pcap_open_dead",
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    MethodHandle compile =
        find(
            library,
            "pcap_compile",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));
    MethodHandle error =
        find(
            library,
            "pcap_geterr",
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    MethodHandle close =
        find(library, "pcap_close", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    MethodHandle match =
        find(
            library,
            "pcap_offline_filter",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS));
    MethodHandle free =
        find(library, "pcap_freecode", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    MemorySegment program = arena.allocate(PROGRAM);
    try {
      MemorySegment handle = (MemorySegment) open.invokeExact(linkType, SNAP_LENGTH);
      try {
        int failed =
            (int)
                compile.invokeExact(
                    handle, program, arena.allocateFrom(expression), 1, NETMASK_UNKNOWN);
        if (failed != 0) {
          MemorySegment text = (MemorySegment) error.invokeExact(handle);
          throw new CaptureException(text.reinterpret(256).getString(0));
        }
      } finally {
        close.invokeExact(handle);
      }
    } catch (CaptureException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new CaptureException("pcap_compile: " + e.getMessage());
    }
    return new PcapFilter(arena, program, match, free);
  }

  /// Whether a frame matches.
  public boolean matches(MemorySegment segment, long offset, int captured, int wireLength) {
    header.set(ValueLayout.JAVA_INT, CAPTURED, captured);
    header.set(ValueLayout.JAVA_INT, LENGTH, wireLength);
    try {
      return (int) match.invokeExact(program, header, segment.asSlice(offset, captured)) != 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      free.invokeExact(program);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    arena.close();
  }
}
