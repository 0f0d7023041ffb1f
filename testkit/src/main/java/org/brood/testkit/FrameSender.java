package org.brood.testkit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/// Puts frames on a network interface (packet(7)), so that live capture sees what a test made.
///
/// Needs CAP_NET_RAW. Only ever to be used on interfaces that the test made.
@SuppressWarnings("restricted") // system calls
public final class FrameSender implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOCKET_ADDRESS = 20;

  private static final MethodHandle SOCKET =
      find(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle IF_NAMETOINDEX =
      find("if_nametoindex", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  private static final MethodHandle SENDTO =
      find(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment address = arena.allocate(SOCKET_ADDRESS, 4);
  private final int socket;

  private FrameSender(int socket, int index) {
    this.socket = socket;
    address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
    address.set(ValueLayout.JAVA_INT, 4, index);
  }

  private static MethodHandle find(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  /// @throws IOException if there is no such interface or the capability is missing
  public static FrameSender open(String interfaceName) throws IOException {
    int index;
    int socket;
    try (Arena own = Arena.ofConfined()) {
      index = (int) IF_NAMETOINDEX.invokeExact(own.allocateFrom(interfaceName));
      socket = (int) SOCKET.invokeExact(AF_PACKET, SOCK_RAW, 0);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (index == 0) {
      throw new IOException("no interface " + interfaceName);
    }
    if (socket < 0) {
      throw new IOException("socket(AF_PACKET) failed");
    }
    return new FrameSender(socket, index);
  }

  /// Sends one frame, link layer included.
  public void send(byte[] frame) throws IOException {
    long sent;
    try (Arena own = Arena.ofConfined()) {
      MemorySegment bytes = own.allocate(frame.length);
      bytes.asByteBuffer().order(ByteOrder.nativeOrder()).put(frame);
      sent =
          (long) SENDTO.invokeExact(socket, bytes, (long) frame.length, 0, address, SOCKET_ADDRESS);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (sent != frame.length) {
      throw new IOException("sendto sent " + sent + " of " + frame.length + " bytes");
    }
  }

  /// Sends one frame from where it lies: without a copy, for many a second.
  public void send(MemorySegment frames, long offset, long length) throws IOException {
    long sent;
    try {
      sent =
          (long)
              SENDTO.invokeExact(
                  socket, frames.asSlice(offset, length), length, 0, address, SOCKET_ADDRESS);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (sent != length) {
      throw new IOException("sendto sent " + sent + " of " + length + " bytes");
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    arena.close();
  }
}
