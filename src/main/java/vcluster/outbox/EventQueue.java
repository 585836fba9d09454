package vcluster.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vcluster.event.Event;
import vcluster.files.AtomicFile;
import vcluster.files.LineFile;

/** The events that wait, a line each, the oldest first; whoever changes it holds the lock. */
final class EventQueue {
  /** The first events of a queue, and the lines behind them. */
  record Split(List<Event> first, List<String> rest) {}

  /** More than the line of a command with every option that it has. */
  private static final int MAX_LINE = 1_536;

  /** With a batch of the longest lines, inflated by the envelope, less than 1 MiB. */
  private static final int MAX_BYTES = 640 * 1024;

  /** No line is shorter than this, so a small file needs no counting. */
  private static final int LINE_AT_LEAST = 50;

  private static final int LINES_AT_LEAST = FileOutbox.MAX_EVENTS - FileOutbox.MAX_BATCH;

  /** More than a full queue takes; what lies before that in a file is too old. */
  private static final int MAX_READ = 1 << 20;

  private final Path file;
  private final LineFile lines;

  EventQueue(Path file) {
    this.file = file;
    this.lines = new LineFile(file, MAX_READ);
  }

  /** The line of an event, without its end. */
  static String line(Event event) throws IOException {
    String line = event.toLine();
    if (line.length() > MAX_LINE) {
      throw new IOException("event of " + line.length() + " characters");
    }
    return line;
  }

  boolean isEmpty() {
    return lines.size() == 0;
  }

  void append(String line) throws IOException {
    lines.append(line);
  }

  /** The events, without the lines that a kill cut short. */
  List<Event> events() throws IOException {
    return lines.lines().stream().flatMap(line -> Event.parse(line).stream()).toList();
  }

  /** True if one more line fits whatever a batch holds, found without reading the file. */
  boolean surelyTakes(String line) {
    return lines.size() + line.length() < (long) LINE_AT_LEAST * LINES_AT_LEAST;
  }

  /**
   * Drops the oldest lines until one more fits, and tells how many events they held.
   *
   * @param lineCount how many lines there may be, that one included
   */
  int makeRoom(String line, int lineCount) throws IOException {
    byte[] all = lines.content();
    int dropped = tooMuch(all, line, lineCount);
    if (dropped == 0 && lines.size() <= MAX_READ) {
      return 0;
    }
    lines.replace(Arrays.copyOfRange(all, dropped, all.length));
    return wholeEvents(new String(all, 0, dropped, StandardCharsets.UTF_8));
  }

  private static int wholeEvents(String text) {
    int events = 0;
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      if (Event.isWhole(text.substring(start, end))) {
        events++;
      }
      start = end + 1;
    }
    return events;
  }

  /**
   * How many bytes of lines have to go before one more fits. With a full outbox every command
   * passes here: nothing is decoded, and what can't be the start of a line is passed over.
   */
  private static int tooMuch(byte[] all, String line, int lineCount) {
    int room = MAX_BYTES - line.length() - 1;
    int kept = all.length;
    int count = 0;
    int i = all.length - 1;
    while (i >= 0) {
      if (i == 0 || all[i - 1] == '\n') {
        count++;
        if (count == lineCount || all.length - i > room) {
          return kept;
        }
        kept = i;
        i -= LINE_AT_LEAST;
      } else {
        i--;
      }
    }
    return 0;
  }

  /** Drops what was recorded before {@code oldest}, Unix seconds, and tells how many events. */
  int expire(long oldest) throws IOException {
    List<String> all = lines.lines();
    List<String> kept = new ArrayList<>();
    int expired = 0;
    for (String line : all) {
      Optional<Event> event = Event.parse(line);
      if (event.isPresent() && event.get().time() < oldest) {
        expired++;
      } else if (event.isPresent()) {
        kept.add(line);
      }
    }
    if (kept.size() < all.size()) {
      lines.replace(LineFile.bytes(kept));
    }
    return expired;
  }

  /** Splits off up to {@code most} events. */
  Split split(int most) throws IOException {
    List<String> all = lines.lines();
    List<Event> first = new ArrayList<>();
    int taken = 0;
    while (taken < all.size() && first.size() < most) {
      Event.parse(all.get(taken)).ifPresent(first::add);
      taken++;
    }
    return new Split(List.copyOf(first), all.subList(taken, all.size()));
  }

  /** Deletes it, and what a kill may have left of a replacement. */
  void delete() throws IOException {
    Files.deleteIfExists(AtomicFile.beside(file, ".tmp"));
    Files.deleteIfExists(file);
  }
}
