package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.config.ConfigProbe;
import vcluster.testing.Await;
import vcluster.testing.Child;
import vcluster.testing.Together;
import vcluster.testing.Unix;

class ToggleIT {
  private static final int ADDERS = 3;

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  @Test
  void updates_byManyProcessesAtOnce_areNeverLost() throws Exception {
    sandbox.writeConfig("{\"platform\":{\"accesskey\":\"k\"}}".getBytes(StandardCharsets.UTF_8));
    List<Integer> added;
    try (ConfigWatch watch = new ConfigWatch(sandbox.config())) {
      List<Process> adders = startAdders();
      Await.until("all of them add", this::allAdd);
      assertThat(toggle(Soak.of(100), "enable", "disable")).containsOnly(0);
      assertThat(toggle(5, "disable")).containsOnly(0);
      added = stop(adders);
      assertThat(watch.problem()).isEmpty();
      assertThat(watch.reads()).isPositive();
    }
    JsonNode config = new ObjectMapper().readTree(sandbox.config().toFile());
    assertThat(config.path("telemetryDisabled").isBoolean()).isTrue();
    assertThat(config.path("telemetryDisabled").asBoolean()).isTrue();
    assertThat(config.path("platform").path("accesskey").asText()).isEqualTo("k");
    assertThat(added).allMatch(count -> count > 0);
    assertThat(config.size()).isEqualTo(2 + added.stream().mapToInt(Integer::intValue).sum());
  }

  @Test
  void disable_byManyProcessesOnAFreshMachine_worksForAll() throws Exception {
    assertThat(toggle(10, "disable")).containsOnly(0);

    assertThat(Files.readString(sandbox.config())).isEqualTo("{\"telemetryDisabled\":true}");
    assertThat(Unix.names(sandbox.config().getParent()))
        .containsExactlyInAnyOrder("config.json", "config.json.disabled", "config.json.lock");
  }

  /** Runs this many processes, which do these things in turn, and returns their exit codes. */
  private List<Integer> toggle(int processes, String... actions) throws InterruptedException {
    // Off, for what they would record and send has its own tests.
    Vcluster vcluster = sandbox.vcluster().with("VCLUSTER_TELEMETRY_DISABLED", "1");
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      String action = actions[i % actions.length];
      tasks.add(() -> vcluster.run("telemetry", action).exitCode());
    }
    return Together.run(10, tasks);
  }

  private boolean allAdd() throws IOException {
    String config = Files.readString(sandbox.config());
    return IntStream.range(0, ADDERS).allMatch(i -> config.contains("adder" + i + "-"));
  }

  private List<Process> startAdders() {
    return IntStream.range(0, ADDERS)
        .mapToObj(i -> Child.java(AddKeys.class, sandbox.config().toString(), "adder" + i + "-"))
        .map(Child::start)
        .toList();
  }

  /** Ends them and returns how many keys each has added. */
  private static List<Integer> stop(List<Process> adders) throws IOException {
    List<Integer> added = new ArrayList<>();
    for (Process adder : adders) {
      try (OutputStream in = adder.getOutputStream()) {
        in.write('\n');
      }
      added.add(Integer.valueOf(Child.output(adder)));
    }
    return added;
  }

  /**
   * A program of ours that keeps other things in the config file: adds a key at a time, under the
   * lock, until its standard input ends; then prints how many.
   */
  static final class AddKeys {
    /** Takes the config file and what the names of the keys begin with. */
    public static void main(String[] arguments) throws Exception {
      int added = 0;
      while (System.in.available() == 0) {
        ConfigProbe.addKey(Path.of(arguments[0]), arguments[1] + added);
        added++;
        ConfigProbe.giveWay();
      }
      System.out.print(added);
    }
  }

  /** Reads a config file all the time, as a program that knows no lock, until it is closed. */
  private static final class ConfigWatch implements AutoCloseable {
    private final ObjectMapper json =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path config;
    private final Thread thread = new Thread(this::watch, "watch");
    private volatile boolean over;
    private volatile String problem = "";
    private volatile long reads;

    ConfigWatch(Path config) {
      this.config = config;
      thread.start();
    }

    /** What was wrong with the file at some time; empty if it never was. */
    String problem() {
      return problem;
    }

    long reads() {
      return reads;
    }

    private void watch() {
      long count = 0;
      while (!over && problem.isEmpty()) {
        try {
          if (!json.readTree(Files.readAllBytes(config)).isObject()) {
            problem = "not an object";
          }
        } catch (IOException e) {
          problem = e.toString();
        }
        reads = ++count;
      }
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      thread.join();
    }
  }
}
