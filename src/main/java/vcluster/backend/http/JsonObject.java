package vcluster.backend.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** Writes one small object. */
final class JsonObject {
  private final StringBuilder out = new StringBuilder("{");

  JsonObject text(String name, String value) {
    begin(name).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, out);
    out.append('"');
    return this;
  }

  JsonObject number(String name, long value) {
    begin(name).append(value);
    return this;
  }

  /** What is JSON already. */
  JsonObject raw(String name, String json) {
    begin(name).append(json);
    return this;
  }

  String end() {
    return out.append('}').toString();
  }

  private StringBuilder begin(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }
}
