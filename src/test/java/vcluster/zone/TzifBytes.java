package vcluster.zone;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class TzifBytes {
  private record Type(int offset, boolean daylight, String name) {}

  private record Transition(long time, int type) {}

  private final List<Type> types = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private String footer = "";

  TzifBytes type(int offset, boolean daylight, String name) {
    types.add(new Type(offset, daylight, name));
    return this;
  }

  TzifBytes transition(long time, int type) {
    transitions.add(new Transition(time, type));
    return this;
  }

  TzifBytes footer(String text) {
    footer = "\n" + text + "\n";
    return this;
  }

  /** The file in the given version: 0 for the first one, with 32 bits; else its digit. */
  byte[] write(char version) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(body(version, Integer.BYTES));
    if (version != 0) {
      out.writeBytes(body(version, Long.BYTES));
    }
    out.writeBytes(footer.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private byte[] body(char version, int width) {
    StringBuilder names = new StringBuilder();
    ByteBuffer body = ByteBuffer.allocate(10_000);
    body.put("TZif".getBytes(StandardCharsets.US_ASCII)).put((byte) version).position(32);
    body.putInt(transitions.size()).putInt(types.size()).putInt(0);
    for (Transition transition : transitions) {
      if (width == Long.BYTES) {
        body.putLong(transition.time());
      } else {
        body.putInt((int) transition.time());
      }
    }
    for (Transition transition : transitions) {
      body.put((byte) transition.type());
    }
    for (Type type : types) {
      body.putInt(type.offset()).put((byte) (type.daylight() ? 1 : 0)).put((byte) names.length());
      names.append(type.name()).append('\0');
    }
    body.put(names.toString().getBytes(StandardCharsets.ISO_8859_1)).putInt(40, names.length());
    byte[] bytes = new byte[body.position()];
    body.get(0, bytes);
    return bytes;
  }
}
