package vcluster.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;
import vcluster.event.CommandWords;
import vcluster.event.Event;
import vcluster.event.Failure;
import vcluster.zone.WindowsZones;
import vcluster.zone.ZoneAbbreviation;
import vcluster.zone.ZoneFiles;

/**
 * Which command lines leave an event, and which event that is (docs/protocol.md#what-is-recorded).
 */
public final class Recorder {
  private Recorder() {}

  /** Whether this line leaves an event. */
  public static boolean isRecorded(ParsedLine line) {
    if (line.asksForHelp()) {
      return false;
    }
    return switch (line.path()) {
      case "vcluster", "vcluster telemetry" -> line.mistake().isPresent();
      case "vcluster help",
          "vcluster telemetry disable",
          "vcluster telemetry status",
          "vcluster telemetry preview",
          "vcluster telemetry log",
          "vcluster telemetry flush",
          "vcluster telemetry values" ->
          false;
      default -> true;
    };
  }

  /** A completion runs at every shell start: it is recorded, but starts no upload. */
  static boolean maySend(ParsedLine line) {
    return !line.path().equals("vcluster completion");
  }

  /** The event of a line that was run now. */
  public static Event event(
      Surroundings surroundings, List<ParseResult> levels, @Nullable Failure failure) {
    long now = surroundings.now();
    return new Event(
        now, surroundings.version(), CommandWords.of(levels), failure, zone(surroundings, now));
  }

  private static String zone(Surroundings surroundings, long now) {
    // Windows has no zone files; there TZ means nothing to Go either.
    return File.separatorChar == '/'
        ? ZoneAbbreviation.at(now, surroundings.environment().get("TZ"), ZoneFiles.ofSystem())
        : WindowsZones.at(
            now,
            TimeZone.getDefault(),
            Path.of(System.getProperty("java.home"), "lib", "tzmappings"));
  }
}
