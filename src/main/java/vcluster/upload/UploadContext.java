package vcluster.upload;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import vcluster.config.SignalReader;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.outbox.TelemetryFolder;

/**
 * What an upload takes from its surroundings.
 *
 * @param home the home directory, verbatim
 * @param workingDirectory what relative paths in the environment are relative to
 * @param config the user's config file
 * @param policyFile the machine's policy file
 * @param version the program's version without a leading {@code v}
 */
public record UploadContext(
    Map<String, String> environment,
    String home,
    Path workingDirectory,
    Path config,
    Path policyFile,
    TelemetryFolder folder,
    String version,
    Clock clock) {

  /** An uploader on {@code route}. */
  public Uploader uploader(Route.Open route) {
    HttpSender sender =
        new HttpSender(route, Trust.context(environment, workingDirectory), version, clock);
    return new Uploader(folder, this::consent, batches(), sender, new Backoff(new Random()), clock);
  }

  /** The form of this machine's batches. */
  public Batches batches() {
    return new Batches(() -> Identities.of(environment, home, folder));
  }

  private Decision consent() {
    return Consent.decide(SignalReader.read(environment, version, policyFile, config));
  }
}
