package vcluster.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vcluster.config.UserFiles;
import vcluster.consent.Decision;
import vcluster.event.CommandException;
import vcluster.event.Failure;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.outbox.FileOutbox;
import vcluster.outbox.RetryNote;
import vcluster.outbox.StartMark;
import vcluster.outbox.TelemetryFolder;
import vcluster.usage.HelpStyle;
import vcluster.usage.PlainText;

/**
 * What every command does last: records itself, if telemetry is on, and starts the uploader where
 * one is due. Whatever goes wrong here, the command is as it would be with telemetry off.
 */
record AfterCommand(ParsedLine line, Invocation invocation, Surroundings surroundings) {
  private static final String NOTICE =
      """
      vcluster sends telemetry: the commands and options you use, never their values.
        See it     vcluster telemetry preview
        Stop it    vcluster telemetry disable
        Read more  %s
      """;

  /** Records the command and delivers, as consent allows. */
  void emit(@Nullable Failure failure) {
    try {
      UserFiles files = invocation.files();
      if (files.telemetry().isPresent()) {
        emit(failure, files, new TelemetryFolder(files.telemetry().get()));
      }
    } catch (Throwable e) {
      debug("not recorded: " + e);
    }
  }

  private void emit(@Nullable Failure failure, UserFiles files, TelemetryFolder folder)
      throws IOException, CommandException {
    FileOutbox outbox = new FileOutbox(folder);
    List<CurrentConsent> consents = invocation.consents(line, "");
    boolean on = !consents.isEmpty();
    boolean deletesWaiting = on;
    for (CurrentConsent consent : consents) {
      Decision decision = consent.decide();
      on &= decision.on();
      deletesWaiting &= decision.deletesWaiting();
    }
    if (!on) {
      if (deletesWaiting) {
        outbox.purge();
      }
      debug("off, so nothing is recorded");
      return;
    }
    folder.make();
    // An uploader asks one file, so it has to be clear which.
    boolean sends = line.mayUpload() && consents.size() == 1 && noticeAllowsSending(folder);
    boolean due = sends && isDue(folder);
    // First, for it takes a moment that writing the event can use.
    try (Closeable upload = due ? start(files) : () -> {}) {
      outbox.append(line.event(surroundings, failure));
    }
    debug("recorded in " + folder.path());
    // Ours or another, it may have looked for the last time before the event was there.
    if (sends && !StartMark.isThere(folder.startMark(), surroundings.now()) && isDue(folder)) {
      start(files).close();
    }
  }

  /** An uploader that can't be started takes nothing from the event: the next one delivers it. */
  private Closeable start(UserFiles files) {
    try {
      Closeable upload =
          surroundings.uploader().start(surroundings.workingDirectory(), files.config());
      debug("uploader started");
      return upload;
    } catch (IOException | RuntimeException e) {
      debug("could not start an upload: " + e);
      return () -> {};
    }
  }

  /**
   * At a terminal nothing is sent before the notice has been seen, so the run that shows it sends
   * nothing, and neither does one that has to be silent about it or can't tell who would see it.
   */
  private boolean noticeAllowsSending(TelemetryFolder folder) {
    Terminal terminal = surroundings.errTerminal();
    if (terminal == Terminal.NO || Files.exists(folder.notice())) {
      return true;
    }
    if (terminal == Terminal.YES && !invocation.flag("--silent") && !line.maySilence()) {
      try {
        AtomicFile.create(folder.notice(), new byte[0], false);
        surroundings.err().print(NOTICE.replace("%s", HelpStyle.DOCUMENTATION));
      } catch (IOException e) {
        debug("could not show the notice: " + e);
      }
    }
    return false;
  }

  /**
   * Not while the server or our own backoff asks to wait, nor while an uploader is at work or
   * starts.
   */
  private boolean isDue(TelemetryFolder folder) {
    long now = surroundings.now();
    if (RetryNote.read(folder.retry()).notBefore(now) > now) {
      return false;
    }
    try {
      Optional<LockFile> free = LockFile.acquire(folder.uploadLock(), 0);
      if (free.isEmpty()) {
        return false;
      }
      try (LockFile held = free.get()) {
        return StartMark.tryMark(folder.startMark(), now);
      }
    } catch (IOException | RuntimeException e) {
      debug("could not start an upload: " + e);
      return false;
    }
  }

  private void debug(String text) {
    if (invocation.flag("--debug")) {
      surroundings.err().println(PlainText.of("telemetry: " + text));
    }
  }
}
