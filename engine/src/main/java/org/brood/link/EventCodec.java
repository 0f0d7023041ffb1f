package org.brood.link;

import org.brood.bytes.Malformed;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.ScriptProgram;
import org.brood.script.type.FuncType;
import org.jspecify.annotations.Nullable;

/// Events of one node's program as bytes, and back in another node's program, which may have been
/// made of other scripts: events, record fields and enumerators are known by name. Fields that only
/// the sender has are passed over; fields that only the receiver has keep their defaults.
///
/// The bytes: [#VERSION], the event's name, the number of arguments, the arguments as [ValueWriter]
/// says.
public final class EventCodec {
  /// The first byte.
  public static final int VERSION = 1;

  private final ScriptProgram program;

  public EventCodec(ScriptProgram program) {
    this.program = program;
  }

  /// An event that came from another node.
  ///
  /// @param event its number in this node's program, -1 if nobody here handles it: then it has no
  ///   arguments
  /// @param arguments in plain boxed form
  public record Arrived(String name, int event, @Nullable Object[] arguments) {}

  /// @param event a number of the program
  /// @param arguments in plain boxed form by its parameters, all of them set
  /// @throws NotSendable if an argument has no form in bytes
  public byte[] encode(int event, @Nullable Object[] arguments) throws NotSendable {
    ProgramInfo.FunctionInfo info = program.rt.info().functions().get(event);
    ValueWriter out = new ValueWriter();
    out.u8(VERSION);
    out.name(info.name());
    out.arguments(info.type(), arguments);
    return out.toBytes();
  }

  /// @throws Malformed if the bytes are no event that this node's program could take
  public Arrived decode(byte[] bytes) {
    if (bytes.length > LinkLimits.MAX_EVENT_BYTES) {
      throw new Malformed("an event of " + bytes.length + " bytes");
    }
    ValueReader in = new ValueReader(program, bytes);
    int version = in.u8();
    if (version != VERSION) {
      throw new Malformed("events of version " + version);
    }
    String name = in.name();
    ProgramInfo info = program.rt.info();
    int number = info.function(name);
    if (number >= 0 && info.functions().get(number).type().flavor() != FuncType.Flavor.EVENT) {
      throw new Malformed("an event that is none here: " + name);
    }
    if (!program.rt.wants(number)) {
      return new Arrived(name, -1, new Object[0]);
    }
    @Nullable Object[] arguments = in.arguments(info.functions().get(number).type());
    if (!in.isAtEnd()) {
      throw new Malformed("bytes behind an event");
    }
    return new Arrived(name, number, arguments);
  }
}
