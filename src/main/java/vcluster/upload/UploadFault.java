package vcluster.upload;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import vcluster.files.AtomicFile;
import vcluster.files.SmallFile;

/**
 * The fault that ended the last uploader early. It stays in a file of one line, time and text,
 * until an upload works or telemetry is turned off.
 *
 * @param time Unix seconds
 * @param text the class of the exception, its message where that can't hold a secret, and the place
 *     in our code; printable ASCII
 */
public record UploadFault(long time, String text) {
  private static final int MAX_BYTES = 1_024;

  /** What is left of {@link #MAX_BYTES} behind the longest time, a space and the line end. */
  private static final int MAX_TEXT = 1_000;

  /** The fault that {@code e} is. */
  static UploadFault of(Throwable e, long now) {
    String text =
        e.getClass().getName()
            + message(e).map(message -> ": " + message).orElse("")
            + place(e).map(place -> " (" + place + ")").orElse("");
    return new UploadFault(now, printable(text));
  }

  /**
   * Messages about files, and those of the virtual machine, name paths and classes. Any other may
   * repeat what was parsed, such as a URL with a password in it.
   */
  private static Optional<String> message(Throwable e) {
    String type = e.getClass().getName();
    boolean aboutFiles = type.equals("java.io.IOException") || e instanceof FileSystemException;
    boolean ofMachine = e instanceof VirtualMachineError || e instanceof LinkageError;
    return aboutFiles || ofMachine ? Optional.ofNullable(e.getMessage()) : Optional.empty();
  }

  private static Optional<String> place(Throwable e) {
    return Stream.of(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("vcluster."))
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .findFirst();
  }

  private static String printable(String text) {
    String line = text.replaceAll("[^ -~]", "?");
    return line.substring(0, Math.min(line.length(), MAX_TEXT));
  }

  /** Writes the fault, if it can: an uploader that failed has nobody to tell of another failure. */
  void write(Path file) {
    try {
      byte[] line = (time + " " + text + "\n").getBytes(StandardCharsets.US_ASCII);
      AtomicFile.replace(file, line);
    } catch (IOException e) {
      return;
    }
  }

  /** Reads the fault; empty where there is no file, or one that is not ours. */
  public static Optional<UploadFault> read(Path file) {
    return SmallFile.read(file, MAX_BYTES)
        .map(content -> new String(content, StandardCharsets.US_ASCII).strip().split(" ", 2))
        .filter(words -> words.length == 2 && words[0].matches("[0-9]{1,18}"))
        .map(words -> new UploadFault(Long.parseLong(words[0]), printable(words[1])));
  }
}
