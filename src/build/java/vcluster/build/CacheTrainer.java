package vcluster.build;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vcluster.cli.Command;

/**
 * Makes the caches of classes from runs of the real commands, against a server that is this
 * process: one for the few jars that every command needs, one for all of them.
 *
 * @param java the java that the launcher starts
 * @param ending what a cache's file ends with
 * @param option what tells that java to make a cache
 */
record CacheTrainer(
    Path dist, Path work, ClassPath classPath, Path java, String ending, String option) {

  /** Trains for the distribution's own runtime, else for the java that runs the build. */
  static CacheTrainer of(Path dist, Path work, ClassPath classPath, Optional<Path> runtime) {
    Path home = runtime.orElse(Path.of(System.getProperty("java.home")));
    return new CacheTrainer(
        dist,
        work,
        classPath,
        home.resolve("bin/java"),
        runtime.isPresent() ? ".aot" : ".jsa",
        runtime.isPresent() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=");
  }

  void train() throws IOException, InterruptedException {
    for (String name : List.of("vcluster.aot", "vcluster.jsa", "full.aot", "full.jsa")) {
      Files.deleteIfExists(dist.resolve("lib").resolve(name));
    }
    Path home = work.resolve("home");
    Tools.deleteTree(home);
    Files.createDirectories(home);
    HttpServer server = start();
    try {
      train(home, server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private void train(Path home, int port) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "TZ",
            "Europe/Berlin",
            "LC_ALL",
            "C.UTF-8",
            "VCLUSTER_TELEMETRY_ENDPOINT",
            "http://127.0.0.1:" + port + "/v1/cli");
    List<List<String>> lines = new ArrayList<>(foreground());
    train("vcluster", classPath.foreground(), environment, lines);
    lines.addAll(background());
    List<Path> all =
        Stream.concat(classPath.foreground().stream(), classPath.background().stream()).toList();
    String config = home.resolve(".vcluster/config.json").toString();
    train("full", all, environment, lines, "vcluster.upload.UploaderMain", "/", config);
  }

  /**
   * What passes with few jars, and what varies between machines: kinds of zone files, the
   * off-signals.
   */
  private List<List<String>> foreground() throws IOException {
    List<List<String>> lines = samples(false);
    lines.add(List.of("TZ=Etc/UTC", "telemetry", "enable"));
    lines.add(List.of("--version"));
    lines.add(List.of("DO_NOT_TRACK=1", "version"));
    lines.add(List.of("completion", "zsh"));
    lines.add(List.of("TZ=" + TrainingFiles.slimZone(work.resolve("zone")), "version"));
    lines.add(List.of("HOME=" + TrainingFiles.fullOutbox(work.resolve("full")), "version"));
    lines.add(List.of("telemetry", "enabel"));
    return lines;
  }

  /** What needs all jars, and last an event for the uploader. */
  private static List<List<String>> background() {
    List<List<String>> lines = samples(true);
    lines.add(List.of("telemetry", "status", "-o", "json"));
    lines.add(List.of("telemetry", "values", "--chart-version", "0.19.0"));
    lines.add(List.of("completion", "bash"));
    return lines;
  }

  private static List<List<String>> samples(boolean allJars) {
    List<List<String>> samples = new ArrayList<>();
    Arrays.stream(Command.values())
        .filter(command -> command.needsAllJars() == allJars)
        // Nobody waits for a help page, and what makes it would make every cache larger.
        .filter(command -> !command.isGroup() && command != Command.HELP)
        .map(Command::sample)
        .forEach(samples::add);
    return samples;
  }

  /** One cache, from these command lines and then, if one is named, from a program. */
  private void train(
      String name,
      List<Path> jars,
      Map<String, String> environment,
      List<List<String>> lines,
      String... program)
      throws IOException, InterruptedException {
    Path cache = dist.resolve("lib/" + name + ending);
    List<String> command = new ArrayList<>(List.of(java.toString(), option + cache));
    command.add("@" + dist.resolve("lib/java.options"));
    // The launcher says so; without it no uploader would start.
    command.add("-Dvcluster.terminals=");
    // Making a cache takes more than running with it.
    command.addAll(List.of("-XX:CompressedClassSpaceSize=256m", "-XX:-SuppressFatalErrorMessage"));
    // Exactly as the launcher has it: a cache fits no other class path.
    command.addAll(List.of("-cp", ClassPath.below(dist + "/bin/..", jars)));
    command.add("vcluster.training.TrainingMain");
    command.addAll(List.of(program));
    List<String> input = lines.stream().map(words -> String.join("\0", words)).toList();
    Tools.run(environment, String.join("\n", input), command.toArray(new String[0]));
    if (!Files.exists(cache)) {
      throw new IOException("no cache was made: " + cache);
    }
  }

  private static HttpServer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
