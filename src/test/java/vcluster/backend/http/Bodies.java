package vcluster.backend.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;

/** Request bodies as command lines send them. */
public final class Bodies {
  private Bodies() {}

  public static String command(String machine, String timestamp) {
    return """
    {"event":{"machine_id":"%1$s","platform_instance_id":"","platform_user_id":"",\
    "properties":"{\\"command\\":[\\"vcluster\\",\\"version\\"],\\"version\\":\\"1.0.0\\"}",\
    "timestamp":%2$s,"type":"vcluster_cli"},\
    "user":{"machine_id":"%1$s","platform_instance_id":"","platform_user_id":"",\
    "properties":"{\\"os_arch\\":\\"amd64\\",\\"os_name\\":\\"linux\\",\\"timezone\\":\\"UTC\\"}",\
    "timestamp":%2$s}}"""
        .formatted(machine, timestamp);
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  public static String envelope(String... events) {
    return "{\"data\":[" + String.join(",", events) + "]}";
  }

  public static String commands(String machine, int count) {
    return envelope(
        Collections.nCopies(count, command(machine, "1700000000")).toArray(String[]::new));
  }
}
