package org.brood.cluster;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/// Bytes of [HostMessage]s: JSON under the message's name and version, so that hosts of two
/// versions understand each other (fields that one does not know are skipped), and a plain binary
/// form for events, of which there are many.
public final class HostSerializer extends SerializerWithStringManifest {
  private static final int ID = 0x42_52_4f_4f;
  private static final String EVENT = "Event.1";
  private static final Map<String, Class<? extends HostMessage>> TYPES =
      Map.of(
          "Facts.1", HostMessage.Facts.class,
          "Report.1", HostMessage.Report.class,
          "Assign.1", HostMessage.Assign.class,
          "Interest.1", HostMessage.Interest.class,
          "Ask.1", HostMessage.Ask.class,
          "Answer.1", HostMessage.Answer.class);

  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// Called by Pekko.
  @SuppressWarnings("unused")
  public HostSerializer(ExtendedActorSystem system) {}

  @Override
  public int identifier() {
    return ID;
  }

  @Override
  public String manifest(Object message) {
    return message.getClass().getSimpleName() + ".1";
  }

  @Override
  public byte[] toBinary(Object message) {
    try {
      return message instanceof HostMessage.Event event
          ? bytes(event)
          : json.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      if (manifest.equals(EVENT)) {
        return event(bytes);
      }
      Class<? extends HostMessage> type = TYPES.get(manifest);
      if (type == null) {
        throw new NotSerializableException("unknown message " + manifest);
      }
      return json.readValue(bytes, type);
    } catch (NotSerializableException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new NotSerializableException("broken message " + manifest + ": " + e.getMessage());
    }
  }

  private static byte[] bytes(HostMessage.Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.payload().length + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(event.from());
      out.writeUTF(event.node());
      out.writeUTF(event.topic());
      out.write(event.payload());
    }
    return bytes.toByteArray();
  }

  private static HostMessage.Event event(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return new HostMessage.Event(in.readUTF(), in.readUTF(), in.readUTF(), in.readAllBytes());
    }
  }
}
