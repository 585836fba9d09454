package vcluster.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.consent.TelemetryConfig;
import vcluster.event.Event;
import vcluster.machine.GoPlatform;
import vcluster.outbox.Batch;
import vcluster.outbox.TelemetryFolder;
import vcluster.testing.SampleEvents;
import vcluster.wire.Identity;

/** In whose name a batch is sent: this machine's, unless the environment names another. */
class BatchesTest {
  @TempDir Path home;

  @Test
  void idsOfTheEnvironment_replaceOurs() {
    Identity identity =
        identity(
            "{\"machineID\":\"m\",\"platformInstanceID\":\"i\",\"platformUserID\":\"u\","
                + "\"instanceCreator\":\"c\",\"instanceCreatorUID\":\"cu\"}");

    assertThat(identity.machineId()).isEqualTo("m");
    assertThat(identity.platformInstanceId()).isEqualTo("i");
    assertThat(identity.platformUserId()).isEqualTo("u");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"machineID\":\"\"}", "{\"platformUserID\":null}"})
  void idsThatItDoesNotName_areOurs(String config) {
    Identity identity = identity(config);

    assertThat(identity.machineId()).matches("[0-9a-f]{64}");
    assertThat(identity.platformInstanceId()).isEmpty();
    assertThat(identity.platformUserId()).isEmpty();
    assertThat(identity.osName()).isNotEmpty();
    assertThat(identity.osArch()).isNotEmpty();
  }

  @Test
  void identity_isFoundOnceForAllBatches() {
    AtomicInteger asked = new AtomicInteger();
    Batches batches =
        new Batches(
            () -> {
              asked.incrementAndGet();
              return identity("{\"machineID\":\"m\"}");
            });
    List<Event> events = List.of(SampleEvents.at(7), SampleEvents.at(5));

    Batch first = batches.of(events);
    Batch second = batches.of(events);

    assertThat(asked).hasValue(1);
    assertThat(first.body()).isEqualTo(second.body()).contains("\"machine_id\":\"m\"");
    assertThat(first.key()).isNotEqualTo(second.key());
    assertThat(first.events()).isEqualTo(2);
    assertThat(first.oldest()).isEqualTo(5);
  }

  private Identity identity(String config) {
    return Batches.identity(
        TelemetryConfig.of(Map.of("VCLUSTER_TELEMETRY_CONFIG", config)),
        GoPlatform.of(System.getProperties()),
        "/home/a",
        new TelemetryFolder(home),
        true);
  }
}
