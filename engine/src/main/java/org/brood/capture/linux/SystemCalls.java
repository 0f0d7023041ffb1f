package org.brood.capture.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.brood.capture.CaptureException;

/// The system calls of capture, each under its name.
///
/// One object belongs to one thread and holds its `errno`. A call that fails throws a
/// [CaptureException] with the name of the call and the system's words.
@SuppressWarnings("restricted") // this is what the class is for
final class SystemCalls implements AutoCloseable {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EAGAIN = 11;

  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

  private static final MethodHandle SOCKET =
      find(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      find(
          "setsockopt",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle GETSOCKOPT =
      find(
          "getsockopt",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.ADDRESS));
  private static final MethodHandle BIND =
      find(
          "bind",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle MMAP =
      find(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle MUNMAP =
      find(
          "munmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle IOCTL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("ioctl"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.ADDRESS),
              CAPTURE,
              Linker.Option.firstVariadicArg(2));
  private static final MethodHandle POLL =
      find(
          "poll",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle RECVMMSG =
      find(
          "recvmmsg",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS));
  private static final MethodHandle CLOSE =
      find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  private static final MethodHandle STRERROR =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("strerror"),
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = arena.allocate(STATE);

  private static MethodHandle find(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow(name), descriptor, CAPTURE);
  }

  /// The error number of the last call that failed.
  int errno() {
    return (int) ERRNO.get(state, 0L);
  }

  private static String words(int errno) {
    try {
      return ((MemorySegment) STRERROR.invokeExact(errno)).reinterpret(256).getString(0);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// What to say of a call that failed.
  CaptureException failure(String call) {
    return new CaptureException(call + ": " + words(errno()) + " (errno " + errno() + ")");
  }

  private static IllegalStateException unexpected(Throwable e) {
    return switch (e) {
      case Error error -> throw error;
      default -> new IllegalStateException(e);
    };
  }

  int socket(int domain, int type, int protocol) {
    try {
      return (int) SOCKET.invokeExact(state, domain, type, protocol);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int setOption(int socket, int level, int name, MemorySegment value) {
    try {
      return (int)
          SETSOCKOPT.invokeExact(state, socket, level, name, value, (int) value.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int setOption(int socket, int level, int name, int value) {
    try (Arena own = Arena.ofConfined()) {
      return setOption(socket, level, name, own.allocateFrom(ValueLayout.JAVA_INT, value));
    }
  }

  /// Fills `value`.
  int getOption(int socket, int level, int name, MemorySegment value) {
    try (Arena own = Arena.ofConfined()) {
      MemorySegment length = own.allocateFrom(ValueLayout.JAVA_INT, (int) value.byteSize());
      return (int) GETSOCKOPT.invokeExact(state, socket, level, name, value, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int bind(int socket, MemorySegment address) {
    try {
      return (int) BIND.invokeExact(state, socket, address, (int) address.byteSize());
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Maps a descriptor, shared, for reading and writing.
  ///
  /// @return its address, -1 if that failed
  long mmap(int descriptor, long size) {
    int readAndWrite = 3;
    int shared = 1;
    try {
      return (long)
          MMAP.invokeExact(state, MemorySegment.NULL, size, readAndWrite, shared, descriptor, 0L);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void munmap(long address, long size) {
    try {
      int ignored = (int) MUNMAP.invokeExact(state, address, size);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int ioctl(int descriptor, long request, MemorySegment argument) {
    try {
      return (int) IOCTL.invokeExact(state, descriptor, request, argument);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  int poll(MemorySegment descriptors, long count, int millis) {
    try {
      return (int) POLL.invokeExact(state, descriptors, count, millis);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /// Receives up to `count` messages (recvmmsg(2)).
  ///
  /// @return how many
  int receive(int socket, MemorySegment messages, int count, int flags) {
    try {
      return (int) RECVMMSG.invokeExact(state, socket, messages, count, flags, MemorySegment.NULL);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(state, descriptor);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
