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

/** Makes the events that command lines leave (docs/protocol.md#what-is-recorded). */
public final class Recorder {
  private Recorder() {}

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
