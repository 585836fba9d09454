package vcluster.build;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Compiles picocli's published sources for this project's level: its published classes are Java 5
 * bytecode, which the virtual machine keeps out of every archive. Name, licence and version stay.
 *
 * @param work a folder to work in
 * @param time what the jar's entries bear
 */
record PicocliRecompiler(Path work, Instant time) {

  void recompile(Path sources, Path jar) throws IOException {
    Path classes = work.resolve("picocli");
    Tools.deleteTree(classes);
    Files.createDirectories(classes);
    List<String> arguments = new ArrayList<>(List.of("--release", "17", "-nowarn", "-proc:none"));
    arguments.addAll(List.of("-encoding", "UTF-8", "-d", classes.toString()));
    arguments.addAll(unpack(sources));
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(System.out, System.err, arguments.toArray(new String[0])) != 0) {
      throw new IOException("javac failed");
    }
    replaceClasses(jar, classes);
  }

  private List<String> unpack(Path sources) throws IOException {
    Path unpacked = work.resolve("picocli-sources");
    Tools.deleteTree(unpacked);
    List<String> files = new ArrayList<>();
    try (FileSystem zip = FileSystems.newFileSystem(sources);
        Stream<Path> tree = Files.walk(zip.getPath("/"))) {
      for (Path path : (Iterable<Path>) tree.filter(PicocliRecompiler::isCompiled)::iterator) {
        Path copy = unpacked.resolve(path.toString().substring(1));
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
        files.add(copy.toString());
      }
    }
    return files;
  }

  private static boolean isCompiled(Path path) {
    return path.toString().endsWith(".java")
        && !path.endsWith("module-info.java")
        && !path.startsWith("/META-INF/versions");
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
    // Moved there: the build that runs this has the jar on its class path.
    Path made = work.resolve("picocli.jar");
    write(entries, made);
    Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same bytes in every build: in the order of names, at one time, in whatever zone. */
  private void write(SortedMap<String, byte[]> entries, Path jar) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        out.putNextEntry(entry);
        out.write(content.getValue());
      }
    }
  }
}
