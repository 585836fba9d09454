package vcluster.build;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files of a user's that a command reads in a way of its own. */
final class TrainingFiles {
  private TrainingFiles() {}

  /** A zone file of today's kind: no transitions, all in the footer (RFC 8536, section 3.3). */
  static Path slimZone(Path path) throws IOException {
    byte[] header = new byte[44];
    System.arraycopy("TZif2".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 5);
    // One local time type, with a name of four characters.
    header[39] = 1;
    header[43] = 4;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int version = 1; version <= 2; version++) {
      file.writeBytes(header);
      file.writeBytes(new byte[] {0, 0, 0x0e, 0x10, 0, 0, 'C', 'E', 'T', 0});
    }
    file.writeBytes("\nCET-1CEST,M3.5.0,M10.5.0/3\n".getBytes(StandardCharsets.US_ASCII));
    return Files.write(path, file.toByteArray());
  }

  /** A home whose outbox is full, as behind a firewall that lets no event through. */
  static Path fullOutbox(Path home) throws IOException {
    Path outbox = Files.createDirectories(home.resolve(".vcluster/telemetry"));
    long now = Instant.now().getEpochSecond();
    String event =
        "{\"time\":%d,\"version\":\"1.0.0\",\"command\":[\"vcluster\"],\"zone\":\"UTC\"}\n"
            .formatted(now);
    Files.writeString(outbox.resolve("queue.jsonl"), event.repeat(1_000));
    Files.writeString(outbox.resolve("batch"), "k 1 %d\n{\"data\":[]}\n".formatted(now));
    Files.writeString(outbox.resolve("retry"), "9 %d %d 0\n".formatted(now, now + 3_600));
    return home;
  }
}
