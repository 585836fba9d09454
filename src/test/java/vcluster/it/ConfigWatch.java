package vcluster.it;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a config file all the time, as a program that knows no lock, until it is closed. */
final class ConfigWatch implements AutoCloseable {
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
