import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Completes the distribution after the jars and the launchers are in place: picocli in a form that
 * an archive takes, a runtime of its own if a JDK 25 or newer is on the machine, and the caches of
 * classes with which the program starts. Run by the build as a source file.
 *
 * <p>Arguments: the distribution's folder, picocli's published sources, a folder to work in, the
 * program's version, the JDK to use (a path, {@code none}, or the newest that is found: {@code
 * auto}, {@code required}), and the time that files of the build bear.
 */
public final class Distribution {
  private static final int OLDEST_JDK = 25;

  /** The last two are what JNA asks for, if the hardware's id is needed, and create for signals. */
  private static final String MODULES = "java.base,java.net.http,java.logging,jdk.unsupported";

  /**
   * What the runtime adds to each start: a cache is mapped where it was made for, as moving it
   * costs a tenth of a command, and vcluster.cli.Spawn may pass by a logger, which costs as much.
   */
  private static final String RUNTIME_OPTIONS =
      "-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
          + " --add-opens=java.base/java.lang=ALL-UNNAMED";

  /**
   * What passes with few jars, and what varies between machines: kinds of zone files, the
   * off-signals.
   */
  private static final List<String> FOREGROUND =
      List.of(
          "version",
          "--version",
          "telemetry enable",
          "telemetry disable",
          "DO_NOT_TRACK=1 version",
          "TZ=Etc/UTC telemetry enable",
          "completion bash",
          "completion zsh",
          "TZ=@ZONE@ version",
          "HOME=@FULL@ version",
          "telemetry enabel");

  /** What needs all jars. The last one leaves an event for the uploader. */
  private static final List<String> FULL =
      List.of(
          "telemetry status",
          "telemetry status -o json",
          "telemetry preview -- version",
          "telemetry flush",
          "telemetry log",
          "telemetry values",
          "telemetry values --chart-version 0.19.0",
          "completion bash");

  private final Path dist;
  private final Path work;
  private final String version;
  private final Instant time;

  private Distribution(Path dist, Path work, String version, Instant time) {
    this.dist = dist;
    this.work = work;
    this.version = version;
    this.time = time;
  }

  public static void main(String[] arguments) throws Exception {
    Path dist = Path.of(arguments[0]).toRealPath();
    Path work = Files.createDirectories(Path.of(arguments[2])).toRealPath();
    Instant time = Instant.parse(arguments[5]);
    Distribution distribution = new Distribution(dist, work, arguments[3], time);
    distribution.recompilePicocli(Path.of(arguments[1]));
    distribution.setTimes();
    Optional<Path> jdk = findJdk(arguments[4]);
    if (jdk.isEmpty() && arguments[4].equals("required")) {
      throw new IOException("a release has a runtime of its own: no JDK 25 or newer was found");
    }
    if (jdk.isPresent()) {
      distribution.linkRuntime(jdk.get());
    } else {
      deleteTree(dist.resolve("runtime"));
    }
    distribution.trainCaches(jdk.isPresent());
  }

  /**
   * Picocli is published as Java 5 bytecode, which the virtual machine keeps out of every archive;
   * its published sources for this project's level go in. Name, licence and version stay.
   */
  private void recompilePicocli(Path sources) throws IOException {
    Path classes = work.resolve("picocli");
    deleteTree(classes);
    Files.createDirectories(classes);
    List<String> files = new ArrayList<>();
    Path unpacked = work.resolve("picocli-sources");
    deleteTree(unpacked);
    try (FileSystem zip = FileSystems.newFileSystem(sources);
        Stream<Path> tree = Files.walk(zip.getPath("/"))) {
      for (Path path : (Iterable<Path>) tree::iterator) {
        Path copy = unpacked.resolve(path.toString().substring(1));
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else if (path.toString().endsWith(".java")
            && !path.endsWith("module-info.java")
            && !path.toString().startsWith("/META-INF/versions")) {
          Files.copy(path, copy);
          files.add(copy.toString());
        }
      }
    }
    List<String> options = new ArrayList<>(List.of("--release", "17", "-nowarn", "-proc:none"));
    options.addAll(List.of("-encoding", "UTF-8", "-d", classes.toString()));
    options.addAll(files);
    tool("javac", options);
    replaceClasses(findJar("picocli-"), classes);
  }

  /** Replaces the classes in the published jar, and leaves the rest of it as it is. */
  private void replaceClasses(Path jar, Path classes) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    try (ZipFile published = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(published.entries())) {
        if (!entry.isDirectory() && !entry.getName().endsWith(".class")) {
          entries.put(entry.getName(), published.getInputStream(entry).readAllBytes());
        }
      }
    }
    try (Stream<Path> tree = Files.walk(classes)) {
      for (Path path : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        entries.put(classes.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    // The same bytes in every build: in the order of names, at one time, whatever zone this is in.
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        out.putNextEntry(entry);
        out.write(content.getValue());
      }
    }
  }

  /**
   * A cache fits the jars that it was made with, by their times: so they bear the one that the
   * release's archives give to each file.
   */
  private void setTimes() throws IOException {
    try (Stream<Path> files = Files.list(dist.resolve("lib"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  private void linkRuntime(Path jdk) throws Exception {
    Path runtime = dist.resolve("runtime");
    Path note = work.resolve("runtime.jdk");
    String made =
        String.join(
            " ",
            jdk.toString(),
            Files.getLastModifiedTime(jdk.resolve("release")).toString(),
            MODULES,
            RUNTIME_OPTIONS);
    if (Files.exists(runtime) && Files.exists(note) && Files.readString(note).equals(made)) {
      return;
    }
    deleteTree(runtime);
    run(
        Map.of(),
        "",
        jdk.resolve("bin/jlink").toString(),
        "--add-modules",
        MODULES,
        "--add-options=" + RUNTIME_OPTIONS,
        // Native code comes without debug symbols; they would take objcopy to remove.
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        runtime.toString());
    Files.writeString(note, made);
  }

  /** Trains on the real commands, against a server that is this process. */
  private void trainCaches(boolean ownRuntime) throws Exception {
    for (String name : List.of("vcluster", "full")) {
      Files.deleteIfExists(dist.resolve("lib/" + name + ".aot"));
      Files.deleteIfExists(dist.resolve("lib/" + name + ".jsa"));
    }
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
    Path home = work.resolve("home");
    deleteTree(home);
    Files.createDirectories(home);
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "TZ",
            "Europe/Berlin",
            "LC_ALL",
            "C.UTF-8",
            "VCLUSTER_TELEMETRY_ENDPOINT",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/cli");
    try {
      train("vcluster", "$jars", ownRuntime, environment, FOREGROUND);
      List<String> all = new ArrayList<>(FOREGROUND);
      all.addAll(FULL);
      String config = home.resolve(".vcluster/config.json").toString();
      train(
          "full",
          "$jars:$more",
          ownRuntime,
          environment,
          all,
          "vcluster.upload.UploaderMain",
          "/",
          config);
    } finally {
      server.stop(0);
    }
  }

  /** A zone file of today's kind: no transitions, all in the footer (RFC 8536, section 3.3). */
  private Path slimZone() throws IOException {
    byte[] header = new byte[44];
    System.arraycopy("TZif2".getBytes(StandardCharsets.US_ASCII), 0, header, 0, 5);
    // One local time type, with a name of four characters.
    header[39] = 1;
    header[43] = 4;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int version = 1; version <= 2; version++) {
      file.writeBytes(header);
      file.writeBytes(new byte[] {0, 0, 0x0e, 0x10, 0, 0, 'C', 'E', 'T', 0});
    }
    file.writeBytes("\nCET-1CEST,M3.5.0,M10.5.0/3\n".getBytes(StandardCharsets.US_ASCII));
    return Files.write(work.resolve("zone"), file.toByteArray());
  }

  /** A home whose outbox is full, as behind a firewall that lets no event through. */
  private Path fullOutbox() throws IOException {
    Path home = work.resolve("full");
    Path outbox = Files.createDirectories(home.resolve(".vcluster/telemetry"));
    long now = Instant.now().getEpochSecond();
    String event =
        "{\"time\":%d,\"version\":\"1.0.0\",\"command\":[\"vcluster\"],\"zone\":\"UTC\"}\n"
            .formatted(now);
    Files.writeString(outbox.resolve("queue.jsonl"), event.repeat(1_000));
    Files.writeString(outbox.resolve("batch"), "k 1 %d\n{\"data\":[]}\n".formatted(now));
    Files.writeString(outbox.resolve("retry"), "9 %d %d 0\n".formatted(now, now + 3_600));
    return home;
  }

  /** One cache, from these command lines and then, if one is named, from a program. */
  private void train(
      String name,
      String classPath,
      boolean ownRuntime,
      Map<String, String> environment,
      List<String> lines,
      String... program)
      throws Exception {
    Path java =
        ownRuntime
            ? dist.resolve("runtime/bin/java")
            : Path.of(System.getProperty("java.home"), "bin", "java");
    Path cache = dist.resolve("lib/" + name + (ownRuntime ? ".aot" : ".jsa"));
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.add((ownRuntime ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + cache);
    command.add("@" + dist.resolve("lib/java.options"));
    command.addAll(List.of("-cp", inLauncher(classPath), "vcluster.cli.TrainingMain"));
    command.addAll(List.of(program));
    String input =
        String.join("\n", lines)
                .replace("@ZONE@", slimZone().toString())
                .replace("@FULL@", fullOutbox().toString())
            + "\n";
    run(environment, input, command.toArray(new String[0]));
    if (!Files.exists(cache)) {
      throw new IOException("no cache was made: " + cache);
    }
  }

  /** A class path exactly as the launcher has it: an archive fits no other. */
  private String inLauncher(String classPath) throws IOException {
    String path = classPath;
    for (String line : Files.readAllLines(dist.resolve("bin/vcluster"))) {
      if (line.startsWith("jars=") || line.startsWith("more=")) {
        path = path.replace("$" + line.substring(0, 4), line.substring(5));
      }
    }
    return path.replace("$home", dist + "/bin/..");
  }

  private Path findJar(String prefix) throws IOException {
    try (Stream<Path> jars = Files.list(dist.resolve("lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  /** The newest JDK from 25 on: the running one, JAVA_HOME's, or one where systems keep theirs. */
  private static Optional<Path> findJdk(String choice) {
    if (choice.equals("none")) {
      return Optional.empty();
    }
    if (!List.of("auto", "required").contains(choice)) {
      return Optional.of(Path.of(choice));
    }
    String home = System.getProperty("user.home");
    List<Path> candidates = new ArrayList<>();
    candidates.add(Path.of(System.getProperty("java.home")));
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(candidates::add);
    for (String parent :
        List.of(
            "/usr/lib/jvm",
            "/opt/java",
            home + "/.jdks",
            home + "/.sdkman/candidates/java",
            "/Library/Java/JavaVirtualMachines")) {
      candidates.addAll(children(Path.of(parent)));
    }
    return candidates.stream()
        .flatMap(path -> Stream.of(path, path.resolve("Contents/Home")))
        .filter(path -> Files.isExecutable(path.resolve("bin/jlink")))
        .filter(path -> feature(path) >= OLDEST_JDK)
        .max(Comparator.comparingInt(Distribution::feature));
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static int feature(Path jdk) {
    Properties release = new Properties();
    try (var reader = Files.newBufferedReader(jdk.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      return 0;
    }
    String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Runtime.Version.parse(version).feature();
  }

  private static void tool(String name, List<String> arguments) throws IOException {
    int exit =
        ToolProvider.findFirst(name)
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(new String[0]));
    if (exit != 0) {
      throw new IOException(name + " failed");
    }
  }

  private static void run(Map<String, String> environment, String input, String... command)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(List.of("PATH"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + output);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  path.toFile().setWritable(true);
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
