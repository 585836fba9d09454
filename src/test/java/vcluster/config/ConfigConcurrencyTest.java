package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.consent.Setting;

/** Many writers at once: the file is whole at every moment, and no update is lost. */
class ConfigConcurrencyTest {
  private static final int WRITERS = 4;
  private static final int TIMES = 50;

  @TempDir Path folder;

  @Test
  void threads_loseNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("config.json"), "{}");
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String name = "thread" + i + "-";
      writers.add(() -> toggle(file));
      writers.add(() -> addKeys(file, name));
    }
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (Callable<Void> writer : writers) {
        futures.add(threads.submit(writer));
      }
      while (!futures.stream().allMatch(Future::isDone)) {
        assertThat(ConfigFile.read(file)).isNotInstanceOf(Setting.Unusable.class);
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(keys(file)).isEqualTo(WRITERS * TIMES);
  }

  private static Void toggle(Path file) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      ConfigFile.disable(file);
      ConfigProbe.giveWay();
      ConfigFile.enable(file);
      ConfigProbe.giveWay();
    }
    return null;
  }

  private static Void addKeys(Path file, String name) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      ConfigProbe.addKey(file, name + i);
      ConfigProbe.giveWay();
    }
    return null;
  }

  private static int keys(Path file) throws Exception {
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    return json.size() - (json.has("telemetryDisabled") ? 1 : 0);
  }
}
