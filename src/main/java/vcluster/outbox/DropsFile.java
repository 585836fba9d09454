package vcluster.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vcluster.files.AtomicFile;
import vcluster.files.SmallFile;

/** The counts of undelivered events; its writer holds the outbox's lock. */
final class DropsFile {
  /** Not compiled yet: every command makes one of these, and few of them read it. */
  private static final String FORM =
      "\\{\"overflow\":(\\d{1,18}),\"expired\":(\\d{1,18}),\"refused\":(\\d{1,18})}\\s*";

  private static final int MAX_BYTES = 1_024;

  private final Path file;

  DropsFile(Path file) {
    this.file = file;
  }

  /** The counts; none where there is no file, or one that is not ours. */
  Undelivered read() {
    return SmallFile.read(file, MAX_BYTES).map(DropsFile::parse).orElseGet(Undelivered::none);
  }

  private static Undelivered parse(byte[] content) {
    // With a full outbox every command passes here: no JSON parser, see BatchJson.
    Matcher counts =
        Pattern.compile(FORM).matcher(new String(content, StandardCharsets.ISO_8859_1));
    return counts.matches()
        ? new Undelivered(count(counts, 1), count(counts, 2), count(counts, 3))
        : Undelivered.none();
  }

  private static long count(Matcher counts, int group) {
    return Long.parseLong(counts.group(group));
  }

  void add(Undelivered more) throws IOException {
    Undelivered sum = read().plus(more);
    // Not formatted, which would load a locale.
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
