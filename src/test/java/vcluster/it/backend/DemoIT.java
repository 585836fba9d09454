package vcluster.it.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import vcluster.testing.Await;
import vcluster.testing.Child;
import vcluster.testing.Unix;

/** A database of invented data: how it is made, and what is refused there. */
@EnabledOnOs(OS.LINUX)
class DemoIT {
  private static final String[] SMALL = {"--machines", "200", "--instances", "100", "--days", "30"};

  private static final String[] TINY = {"--machines", "20", "--instances", "20", "--days", "2"};

  @TempDir private Path folder;

  private BackendProcess backend;

  /** Its folder is the one that {@code data()} names. */
  @BeforeEach
  void prepare() throws IOException {
    backend = BackendProcess.stopped(folder, Map.of());
  }

  private int demo(String... options) throws IOException, InterruptedException {
    return backend.run(demoLine(options));
  }

  private String[] demoLine(String... options) {
    List<String> words = new ArrayList<>(List.of("demo", "--data", backend.data().toString()));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  @Test
  void demo_isCountedAndPublished_andTakesNoEvents() throws Exception {
    assertThat(demo(SMALL)).as(backend.log()).isZero();

    assertThat(backend.log())
        .contains("Day 30 of 30")
        .containsPattern("Stored [0-9,]+ events of 200 machines and 100 instances")
        .contains("vcluster-backend report decide --data " + backend.data());
    List<String> truths = Files.readAllLines(backend.data().resolve("truths.tsv"));
    long commands = events(truths, "machines\tpopulation\t\t");
    assertThat(commands).isPositive();
    assertThat(truths).anyMatch(line -> line.contains("vcluster connect --cluster-role"));

    assertThat(backend.run("stats")).as(backend.log()).isZero();
    assertThat(backend.log())
        .contains("\ncli_event: " + commands + "\n")
        .containsPattern("figures published: \\d{4}-");

    assertThat(backend.run("serve", "--port", "0")).isEqualTo(1);
    assertThat(backend.run("erase", "--machine-id", "7c1f")).isEqualTo(1);
    assertThat(backend.log())
        .contains(backend.data() + " holds invented data, which 'vcluster-backend demo' made")
        .contains("it holds invented data, of a demonstration or a test");
  }

  /** In the last and longest window, with late ones. */
  private static long events(List<String> truths, String of) {
    return truths.stream()
        .filter(line -> line.contains(of))
        .map(line -> line.split("\t"))
        .mapToLong(cells -> Long.parseLong(cells[8]))
        .max()
        .orElseThrow();
  }

  @Test
  void interruptedDemo_isReplacedByTheNext() throws Exception {
    BackendProcess.Running first =
        backend.running(demoLine("--machines", "4000", "--instances", "2000"));
    Await.until("events are stored", () -> backend.log().contains("Day 10 of"), backend::log);
    assertThat(demo(SMALL)).isEqualTo(1);
    assertThat(backend.log()).contains("is in use by another vcluster-backend");

    assertThat(first.end()).isEqualTo(1);
    assertThat(backend.log())
        .contains("stopped before the demonstration in " + backend.data() + " was complete")
        .contains("or delete the folder");
    assertThat(backend.data().resolve("truths.tsv")).doesNotExist();

    assertThat(demo(TINY)).as(backend.log()).isZero();
    assertThat(backend.data().resolve("truths.tsv")).exists();
  }

  @Test
  void killedDemo_isReplacedByTheNext() throws Exception {
    BackendProcess.Running first =
        backend.running(demoLine("--machines", "4000", "--instances", "2000"));
    Await.until("events are stored", () -> backend.log().contains("Day 10 of"), backend::log);
    first.kill();

    assertThat(demo(TINY)).as(backend.log()).isZero();
  }

  @Test
  void receivedData_isLeftAlone() throws Exception {
    try (BackendProcess server = BackendProcess.start(folder, Map.of())) {
      server.awaitReady();
      assertThat(server.end()).isZero();

      assertThat(demo(SMALL)).isEqualTo(1);
      assertThat(backend.log())
          .contains(backend.data() + " holds data that 'vcluster-backend demo' did not make");
      assertThat(server.run("stats")).as(backend.log()).isZero();
    }
  }

  @Test
  void otherFolder_isLeftAlone() throws Exception {
    Path letter = Files.createDirectories(backend.data()).resolve("letter.txt");
    Files.writeString(letter, "Dear");

    assertThat(demo(SMALL)).isEqualTo(1);

    assertThat(backend.log()).contains(backend.data() + " has files in it");
    assertThat(Unix.files(backend.data())).containsExactly(letter);
  }

  @Test
  void fleetThatIsTooLargeForTheDisk_isRefused() throws Exception {
    assumeTrue(Child.succeeds("unshare", "--mount", "true"), "nothing can be mounted here");
    Files.createDirectories(backend.data());
    String mount = "mount -t tmpfs -o size=300m,mode=700 none \"$0\" && exec \"$@\"";
    String[] small = {"unshare", "--mount", "sh", "-c", mount, backend.data().toString()};
    backend = BackendProcess.stopped(folder, Map.of(), small);

    assertThat(demo()).isEqualTo(1);

    assertThat(backend.log())
        .containsPattern("about [0-9]+ MB are needed there, and [0-9]+ MB are free")
        .contains("or a smaller fleet");
  }

  @Test
  void impossibleFleet_isRefused() throws Exception {
    assertThat(demo("--machines", "9")).isEqualTo(2);
    assertThat(demo("--days", "91")).isEqualTo(2);
    assertThat(demo("--seed", "x")).isEqualTo(2);

    assertThat(backend.log())
        .contains("--machines: must be between 10 and 1,000,000")
        .contains("--days: must be between 1 and 90")
        .contains("--seed: 'x' is not a number");
    assertThat(backend.data()).doesNotExist();
  }
}
