package vcluster.syncer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.testing.Child;

/** Sixteen threads, as fast as they can, in 64 MiB. */
class RecordMemoryTest {
  private static final String EVENTS = "1000000";

  /** One more is the start itself. */
  @Test
  void aMillionEvents_addUp_inALittleMemory() {
    List<String> command = Child.java(RecordProbe.class, EVENTS);
    command.add(1, "-Xmx64m");
    command.add(1, "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider");
    command.add(1, "-Dslf4j.internal.verbosity=WARN");
    command.add(1, "-XX:+ExitOnOutOfMemoryError");

    long[] counts =
        Arrays.stream(Child.run(command).split(" ")).mapToLong(Long::parseLong).toArray();

    assertThat(counts[0]).as("recorded").isEqualTo(1_000_001);
    assertThat(counts[1] + counts[2]).as("uploaded and dropped").isEqualTo(counts[0]);
    assertThat(counts[3]).as("received").isEqualTo(counts[1]).isGreaterThan(500);
  }
}
