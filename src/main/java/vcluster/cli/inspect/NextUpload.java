package vcluster.cli.inspect;

import java.nio.file.Files;
import java.util.Optional;
import vcluster.cli.Terminal;
import vcluster.outbox.RetryNote;

/**
 * What the next upload waits for.
 *
 * @param notBefore when it may begin, Unix seconds; empty if it does not wait for a time
 * @param text the same and why, for people
 */
record NextUpload(Optional<Long> notBefore, String text) {

  /** Empty if nothing holds it up. */
  static Optional<NextUpload> of(Inspection inspection) {
    long now = inspection.surroundings().now();
    RetryNote note = RetryNote.read(inspection.folder().retry());
    long until = note.notBefore(now);
    if (until > now) {
      String text = "not before " + Inspection.text(until) + ", " + reason(note, now);
      return Optional.of(new NextUpload(Optional.of(until), text));
    }
    boolean shown = Files.exists(inspection.folder().notice());
    return shown || inspection.surroundings().errTerminal() == Terminal.NO
        ? Optional.empty()
        : Optional.of(
            new NextUpload(
                Optional.empty(), "once a command without --silent has shown the notice"));
  }

  /** Whether it waits for nothing but somebody who has seen the notice. */
  boolean awaitsNotice() {
    return notBefore.isEmpty();
  }

  private static String reason(RetryNote note, long now) {
    if (note.serverNotBefore(now) > now) {
      return "as the server asked";
    }
    return note.failures() > 0
        ? "after a failure"
        : "as uploaders stay behind as defunct processes; start the container with an init";
  }
}
