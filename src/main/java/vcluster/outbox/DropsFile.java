package vcluster.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vcluster.files.AtomicFile;

/** The counts of undelivered events; its writer holds the outbox's lock. */
final class DropsFile {
  private final Path file;

  DropsFile(Path file) {
    this.file = file;
  }

  /** The counts; none where there is no file, or one that is not ours. */
  Drops read() {
    long overflow = 0;
    long expired = 0;
    long refused = 0;
    try (JsonParser json = new JsonFactory().createParser(Files.readAllBytes(file))) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          long count = json.getLongValue();
          switch (String.valueOf(json.currentName())) {
            case "overflow" -> overflow = count;
            case "expired" -> expired = count;
            case "refused" -> refused = count;
            default -> {}
          }
        }
      }
    } catch (IOException e) {
      return Drops.none();
    }
    return new Drops(overflow, expired, refused);
  }

  void add(Drops more) throws IOException {
    Drops sum = read().plus(more);
    // Not formatted, which loads a locale: with a full outbox each command passes here.
    String json =
        "{\"overflow\":"
            + sum.overflow()
            + ",\"expired\":"
            + sum.expired()
            + ",\"refused\":"
            + sum.refused()
            + "}";
    AtomicFile.replace(file, json.getBytes(StandardCharsets.US_ASCII));
  }
}
