package vcluster.cli.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import vcluster.cli.Advice;
import vcluster.cli.CurrentConsent;
import vcluster.cli.Invocation;
import vcluster.cli.Surroundings;
import vcluster.config.UserFiles;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.outbox.TelemetryFolder;
import vcluster.upload.UploadContext;

/** What the inspecting commands start from. */
record Inspection(
    Surroundings surroundings, UserFiles files, CurrentConsent consent, TelemetryFolder folder) {

  static Inspection of(Invocation invocation) throws CommandException {
    UserFiles files = invocation.files();
    Path folder =
        files
            .telemetry()
            .orElseThrow(() -> new CommandException(Failure.CONFIG, "no home directory; set HOME"));
    return new Inspection(
        invocation.surroundings(), files, invocation.consent(), new TelemetryFolder(folder));
  }

  /** What an upload from here would take. */
  UploadContext delivery() {
    return new UploadContext(
        surroundings.environment(),
        consent.telemetryConfig(),
        files.home().orElse(""),
        surroundings.workingDirectory(),
        files.config(),
        surroundings.policyFile(),
        folder,
        surroundings.version(),
        surroundings.properties(),
        surroundings.clock());
  }

  /** What is behind {@code e}, which came up in the folder. */
  Advice advice(IOException e) {
    return Advice.of(surroundings.account(), folder.path(), e);
  }

  /** That this account may not use {@code path}, which is in the folder or above it. */
  Advice shut(Path path) {
    return Advice.shut(surroundings.account(), folder.path(), path);
  }

  /** How a command fails that ran into {@code e} in the folder. */
  CommandException failure(IOException e) {
    String text = advice(e).textOr("make it readable and writable");
    return new CommandException(Failure.INTERNAL, text);
  }

  /** Whether {@code -o json} was given. */
  static boolean wantsJson(Invocation invocation) {
    return invocation.option("--output", "text").equals("json");
  }

  /** Whether a person reads what is printed: not with {@code -o json}, and not in a pipe. */
  static boolean isForPeople(Invocation invocation) {
    return invocation.surroundings().outIsTerminal() && !wantsJson(invocation);
  }

  /**
   * A time as RFC 3339 has it, in UTC, to the second; of one that no calendar has, as a damaged
   * file may say, the nearest that one has.
   */
  static String text(long unixSeconds) {
    long first = Instant.MIN.getEpochSecond();
    long last = Instant.MAX.getEpochSecond();
    return Instant.ofEpochSecond(Math.max(first, Math.min(unixSeconds, last))).toString();
  }

  /** {@code 1 event}, {@code 2 events}. */
  static String events(long count) {
    return count == 1 ? "1 event" : count + " events";
  }
}
