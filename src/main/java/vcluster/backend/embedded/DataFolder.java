package vcluster.backend.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import vcluster.backend.store.Role;
import vcluster.files.AtomicFile;
import vcluster.files.LockFile;
import vcluster.files.PrivateFiles;

/** The folder of an embedded database: programs, data, secrets, log and a lock. */
record DataFolder(Path path) {
  static final String ADMINISTRATOR = "postgres";

  private static final int SECRET_BYTES = 32;

  /** Lines of {@link #postmasterFile}, from 0. */
  private static final int PORT = 3;

  private static final int STATUS = 7;

  Path data() {
    return path.resolve("data");
  }

  /** The passwords and the key of the hashes, named as in the properties file of an operator. */
  Path secrets() {
    return path.resolve("secrets.properties");
  }

  private Path lockFile() {
    return path.resolve("lock");
  }

  private Path versionFile() {
    return data().resolve("PG_VERSION");
  }

  boolean hasDatabase() {
    return Files.exists(versionFile());
  }

  /**
   * Makes sure that the data, if there is any, is of this major version.
   *
   * @throws IOException if it is of another one
   */
  void checkVersion(String major) throws IOException {
    String found = hasDatabase() ? Files.readString(versionFile()).strip() : major;
    if (!found.equals(major)) {
      throw new IOException(
          path
              + " holds data of PostgreSQL "
              + found
              + ", but this vcluster-backend has PostgreSQL "
              + major
              + ". Use the vcluster-backend that made it, or choose another folder with --data.");
    }
  }

  /**
   * Makes the folder unless it is there.
   *
   * @throws IOException if it is there and was not made by this
   */
  void create() throws IOException {
    PrivateFiles.createParents(lockFile());
    try (Stream<Path> entries = Files.list(path)) {
      if (!Files.exists(lockFile()) && entries.findAny().isPresent()) {
        throw new IOException(
            path
                + " has files in it, and none is a database of vcluster-backend. Choose another"
                + " folder with --data.");
      }
    }
  }

  /** The lock of the process that runs the database; empty if another one has it. */
  Optional<LockFile> lock() throws IOException {
    return LockFile.acquire(lockFile(), 0);
  }

  /** Makes new secrets unless they are there. */
  void createSecrets() throws IOException {
    if (Files.exists(secrets())) {
      return;
    }
    if (hasDatabase()) {
      throw new IOException(secrets() + " is missing: without it nobody gets into the database.");
    }
    StringBuilder text = new StringBuilder("hash-key=" + secret() + "\n");
    for (Role role : Role.values()) {
      text.append(role.settingName()).append(".password=").append(secret()).append('\n');
    }
    text.append(ADMINISTRATOR).append(".password=").append(secret()).append('\n');
    Path whole = AtomicFile.beside(secrets(), ".new");
    Files.deleteIfExists(whole);
    AtomicFile.create(whole, text.toString().getBytes(StandardCharsets.US_ASCII), true);
    Files.move(whole, secrets());
  }

  private static String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }

  /** The password that goes with a name in {@link #secrets}; base64, so without any quote. */
  String password(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader in = Files.newBufferedReader(secrets(), StandardCharsets.US_ASCII)) {
      secrets.load(in);
    }
    return secrets.getProperty(name + ".password", "");
  }

  /** Where a running server says who and where it is; one that was killed leaves it behind. */
  Path postmasterFile() {
    return data().resolve("postmaster.pid");
  }

  /**
   * The port of the running server.
   *
   * @throws IOException if it does not take connections
   */
  int port() throws IOException {
    List<String> lines =
        Files.exists(postmasterFile())
            ? Files.readAllLines(postmasterFile(), StandardCharsets.ISO_8859_1)
            : List.of();
    if (lines.size() <= STATUS || !lines.get(STATUS).strip().equals("ready")) {
      throw new IOException("The database in " + path + " is starting or stopping: try again.");
    }
    return Integer.parseInt(lines.get(PORT));
  }
}
