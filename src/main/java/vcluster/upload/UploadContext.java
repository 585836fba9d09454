package vcluster.upload;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import javax.net.ssl.SSLContext;
import vcluster.config.SignalReader;
import vcluster.consent.Consent;
import vcluster.consent.Decision;
import vcluster.consent.TelemetryConfig;
import vcluster.event.Event;
import vcluster.machine.GoPlatform;
import vcluster.outbox.Batch;
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
    TelemetryConfig telemetryConfig,
    String home,
    Path workingDirectory,
    Path config,
    Path policyFile,
    TelemetryFolder folder,
    String version,
    Properties properties,
    Clock clock) {

  /** An uploader on {@code route}. */
  public Uploader uploader(Route.Open route) {
    HttpSender sender = new HttpSender(route, trust(route), version, clock);
    return new Uploader(
        folder, this::consent, batches(true), sender, new Backoff(new Random()), clock);
  }

  private SSLContext trust(Route.Open route) {
    // Reading the roots takes long, and plain http has no use for them.
    return "http".equalsIgnoreCase(route.endpoint().getScheme())
        ? Trust.context(List.of())
        : Trust.context(environment, workingDirectory);
  }

  /** A batch of these events as an upload would send it; keeps nothing. */
  public Batch preview(List<Event> events) {
    return batches(false).of(events);
  }

  private Batches batches(boolean keepId) {
    GoPlatform platform = GoPlatform.of(properties);
    return new Batches(() -> Batches.identity(telemetryConfig, platform, home, folder, keepId));
  }

  private Decision consent() {
    return Consent.decide(
        SignalReader.read(
            environment,
            telemetryConfig,
            version,
            policyFile,
            Optional.of(config),
            SignalReader.ENDPOINT));
  }
}
