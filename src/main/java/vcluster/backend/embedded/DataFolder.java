package vcluster.backend.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
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

  Path log() {
    return path.resolve("postgresql.log");
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
    if (hasDatabase() && !Files.readString(versionFile()).strip().equals(major)) {
      throw new IOException(
          path
              + " holds data of PostgreSQL "
              + Files.readString(versionFile()).strip()
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
    if (!Files.exists(lockFile()) && !isEmpty()) {
      throw new IOException(
          path
              + " has files in it, and none is a database of vcluster-backend. Choose another"
              + " folder with --data.");
    }
    PrivateFiles.createParents(lockFile());
  }

  private boolean isEmpty() throws IOException {
    if (!Files.exists(path)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** The lock of whoever runs the database; empty if somebody else does. */
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
    StringBuilder text = new StringBuilder();
    text.append("hash-key=").append(Base64.getEncoder().encodeToString(secret())).append('\n');
    for (Role role : Role.values()) {
      text.append(role.settingName()).append(".password=").append(hexSecret()).append('\n');
    }
    text.append(ADMINISTRATOR).append(".password=").append(hexSecret()).append('\n');
    Path whole = AtomicFile.beside(secrets(), ".new");
    Files.deleteIfExists(whole);
    AtomicFile.create(whole, text.toString().getBytes(StandardCharsets.US_ASCII), true);
    Files.move(whole, secrets());
  }

  private static String hexSecret() {
    return HexFormat.of().formatHex(secret());
  }

  private static byte[] secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** The password that goes with a name in {@link #secrets}. */
  String password(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader in = Files.newBufferedReader(secrets(), StandardCharsets.US_ASCII)) {
      secrets.load(in);
    }
    return secrets.getProperty(name + ".password", "");
  }

  /** Where a running server says who and where it is. */
  Path postmasterFile() {
    return data().resolve("postmaster.pid");
  }

  /** The process that runs the server, or that ran it and was killed. */
  Optional<Long> postmasterPid() {
    return postmaster(0).map(Long::valueOf);
  }

  /** The process of a server that takes connections. */
  Optional<Long> readyPid() {
    return postmaster(STATUS).filter("ready"::equals).flatMap(ready -> postmasterPid());
  }

  /**
   * The port of the running server.
   *
   * @throws IOException if it does not take connections
   */
  int readyPort() throws IOException {
    return readyPid()
        .flatMap(pid -> postmaster(PORT))
        .map(Integer::valueOf)
        .orElseThrow(
            () ->
                new IOException(
                    "The database in " + path + " is starting or stopping: try again."));
  }

  /** A line of the file; empty if there is no such file, or it is not complete. */
  private Optional<String> postmaster(int line) {
    try {
      List<String> lines = Files.readAllLines(postmasterFile(), StandardCharsets.ISO_8859_1);
      return line < lines.size() ? Optional.of(lines.get(line).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
