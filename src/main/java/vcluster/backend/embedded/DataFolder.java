package vcluster.backend.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

/**
 * The folder of an embedded database: programs, data, secrets, log and a lock.
 *
 * @param user the number of the account that runs this process
 */
record DataFolder(Path path, int user) {
  static final String ADMINISTRATOR = "postgres";

  private static final String INVENTED =
      "What is in this folder was invented by 'vcluster-backend demo', and may be deleted.\n";

  private static final int SECRET_BYTES = 32;

  /** Lines of {@link #postmasterFile}, from 0. */
  private static final int PORT = 3;

  private static final int STATUS = 7;

  /** The bits of a mode that let the group and others write. */
  private static final int WRITABLE = 0022;

  Path data() {
    return path.resolve("data");
  }

  /** Fills a folder. */
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  /** Fills a folder beside its place, and moves it there when it is complete. */
  static void createWhole(Path folder, Filling filling) throws IOException {
    Path unfinished = unfinished(folder);
    try {
      PostgresAccount.remove(unfinished);
      PrivateFiles.createFolder(unfinished);
      filling.fill(unfinished);
      Files.move(unfinished, folder);
    } catch (IOException e) {
      PostgresAccount.remove(unfinished);
      throw e;
    }
  }

  private static Path unfinished(Path file) {
    return AtomicFile.beside(file, ".new");
  }

  /** The passwords and the key of the hashes, named as in the properties file of an operator. */
  Path secrets() {
    return path.resolve("secrets.properties");
  }

  private Path lockFile() {
    return path.resolve("lock");
  }

  /** Says that all that is here is invented, and may go. */
  private Path inventedFile() {
    return path.resolve("invented");
  }

  private Path versionFile() {
    return data().resolve("PG_VERSION");
  }

  boolean hasDatabase() {
    return Files.exists(versionFile());
  }

  /** Whether its database was made by this program. */
  boolean isOurs() {
    return hasDatabase() && Files.isRegularFile(secrets()) && Files.isRegularFile(lockFile());
  }

  /**
   * Makes sure that nobody else can have put programs or data here.
   *
   * @throws IOException if somebody can, or this is no folder
   */
  DataFolder check() throws IOException {
    if (Files.notExists(path)) {
      return this;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
      throw new IOException(path + " is not a folder; choose another one with --data");
    }
    checkOwner(path);
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.filter(Files::exists).toList()) {
        checkOwner(entry);
      }
    }
    return this;
  }

  private void checkOwner(Path file) throws IOException {
    int owner = (int) Files.getAttribute(file, "unix:uid");
    boolean given =
        user == 0
            && owner == PostgresAccount.NOBODY
            && List.of(data(), unfinished(data())).contains(file);
    if (owner != user && !given) {
      throw new IOException(
          file + " belongs to another user; choose a folder of your own with --data");
    }
    if (((int) Files.getAttribute(file, "unix:mode") & WRITABLE) != 0) {
      throw new IOException(
          "other users can write to "
              + file
              + "; choose another folder with --data, or, if all in it is yours, run 'chmod go-w "
              + file
              + "'");
    }
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
              + "; use the vcluster-backend that made it, or choose another folder with --data");
    }
  }

  /**
   * Makes the folder unless it is there.
   *
   * @throws IOException if it is there and was not made by this
   */
  void create() throws IOException {
    PrivateFiles.createParents(lockFile());
    check();
    try (Stream<Path> entries = Files.list(path)) {
      if (!Files.exists(lockFile()) && entries.findAny().isPresent()) {
        throw new IOException(
            path
                + " has files in it, but no database of vcluster-backend; choose another folder"
                + " with --data");
      }
    }
  }

  /**
   * Makes sure that events of real programs do not get among invented ones.
   *
   * @throws IOException if the data here is invented
   */
  void refuseInvented() throws IOException {
    if (Files.exists(inventedFile())) {
      throw new IOException(
          path
              + " holds invented data, which 'vcluster-backend demo' made; choose another folder"
              + " with --data");
    }
  }

  /**
   * Makes sure that there is nothing here that is not invented.
   *
   * @throws IOException if there may be
   */
  void requireInvented() throws IOException {
    if (!Files.exists(inventedFile()) && (hasDatabase() || Files.exists(secrets()))) {
      throw new IOException(
          path
              + " holds data that 'vcluster-backend demo' did not make; choose another folder with"
              + " --data");
    }
  }

  /** Marks the data as invented, and removes what there was of it. */
  void renew() throws IOException {
    AtomicFile.replace(inventedFile(), INVENTED.getBytes(StandardCharsets.US_ASCII));
    PostgresAccount.remove(data());
    Files.deleteIfExists(secrets());
  }

  /** The lock of the process that runs the database; empty if another one has it. */
  Optional<LockFile> lock() throws IOException {
    return LockFile.acquire(lockFile(), 0);
  }

  /**
   * Makes new secrets unless they are there.
   *
   * @throws IOException if one is missing
   */
  void createSecrets() throws IOException {
    if (Files.exists(secrets())) {
      for (String name : secretNames()) {
        secret(name);
      }
      return;
    }
    if (hasDatabase()) {
      throw new IOException(
          secrets() + " is missing, and the database needs it; restore it from a backup");
    }
    StringBuilder text = new StringBuilder();
    for (String name : secretNames()) {
      byte[] secret = new byte[SECRET_BYTES];
      new SecureRandom().nextBytes(secret);
      String base64 = Base64.getEncoder().encodeToString(secret);
      text.append(name).append('=').append(base64).append('\n');
    }
    Path whole = unfinished(secrets());
    Files.deleteIfExists(whole);
    AtomicFile.create(whole, text.toString().getBytes(StandardCharsets.US_ASCII), true);
    Files.move(whole, secrets());
  }

  private static List<String> secretNames() {
    Stream<String> users =
        Stream.concat(Stream.of(ADMINISTRATOR), Stream.of(Role.values()).map(Role::settingName));
    return Stream.concat(Stream.of("hash-key"), users.map(user -> user + ".password")).toList();
  }

  /** The password that goes with a name in {@link #secrets}; base64, so without any quote. */
  String password(String name) throws IOException {
    return secret(name + ".password");
  }

  private String secret(String name) throws IOException {
    Properties secrets = new Properties();
    try (Reader in = Files.newBufferedReader(secrets(), StandardCharsets.ISO_8859_1)) {
      secrets.load(in);
    } catch (IllegalArgumentException e) {
      secrets.clear();
    }
    String value = secrets.getProperty(name, "");
    if (value.isEmpty()) {
      throw new IOException(
          secrets() + " is damaged: it has no " + name + "; restore it from a backup");
    }
    return value;
  }

  /** Where a running server says who and where it is; one that was killed leaves it behind. */
  Path postmasterFile() {
    return data().resolve("postmaster.pid");
  }

  /** The number in {@link #postmasterFile}; 0 if the file is missing or damaged. */
  int postmaster() throws IOException {
    List<String> lines = postmasterLines();
    return lines.isEmpty() ? 0 : number(lines.get(0));
  }

  private List<String> postmasterLines() throws IOException {
    return Files.isRegularFile(postmasterFile())
        ? Files.readAllLines(postmasterFile(), StandardCharsets.ISO_8859_1)
        : List.of();
  }

  private static int number(String line) {
    String digits = line.strip();
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  /**
   * The port of the running server.
   *
   * @throws IOException if it does not take connections
   */
  int port() throws IOException {
    List<String> lines = postmasterLines();
    if (lines.size() <= STATUS || !lines.get(STATUS).strip().equals("ready")) {
      throw new IOException("the database in " + path + " is starting or stopping; try again");
    }
    if (ProcessHandle.of(number(lines.get(0))).isEmpty()) {
      throw new IOException(
          "PostgreSQL in " + path + " has ended; start 'vcluster-backend serve' again");
    }
    return number(lines.get(PORT));
  }
}
