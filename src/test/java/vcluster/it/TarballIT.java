package vcluster.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import vcluster.testing.Unix;

/** The tarball, unpacked: that must be all. The machine's Java is out of the path. */
class TarballIT {
  /** What the syncer and the backend need, and the command line does not. */
  private static final Pattern OF_THE_SERVERS =
      Pattern.compile("bin/vcluster-.*|etc/.*|kubernetes/.*|lib/server(/|\\.).*");

  @RegisterExtension final Sandbox sandbox = new Sandbox();

  private Path unpacked;
  private Vcluster vcluster;

  @BeforeEach
  void unpack() throws Exception {
    Path tarball = Artifacts.find("-linux-\\w+[.]tar[.]gz");
    Path place = Files.createDirectory(sandbox.root().resolve("a place with blanks"));
    Unix.mode(place, "rwxr-xr-x");
    Artifacts.run("tar", "xzf", tarball.toString(), "-C", place.toString());
    unpacked = Unix.list(place).get(0);
    vcluster = launched(unpacked.resolve("bin/vcluster"));
  }

  @Test
  void everyCommand_inAPathWithBlanks_works() {
    EveryCommand.assertWorks(vcluster, sandbox.backend());
  }

  @Test
  void everyCommand_throughALink_works() throws IOException {
    Path bin = Files.createDirectory(sandbox.root().resolve("bin"));
    Path link = Files.createSymbolicLink(bin.resolve("vcluster"), vclusterFrom(bin));

    EveryCommand.assertWorks(launched(link), sandbox.backend());
  }

  @Test
  void everyCommand_inAReadOnlyFolder_works() {
    String readOnly =
        "mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s' || exit 99"
            .formatted(unpacked);

    EveryCommand.assertWorks(Mounts.behind(readOnly, vcluster), sandbox.backend());
  }

  @Test
  void everyCommand_asAnotherUser_works() throws Exception {
    assumeTrue(Unix.isRoot(), "only root can be somebody else");
    Artifacts.run("chown", "65534:65534", sandbox.home().toString());
    String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"};

    EveryCommand.assertWorks(vcluster.through(List.of(nobody)), sandbox.backend());
  }

  @Test
  void version_fromElsewhere_loadsItsClassesFromTheCache() throws IOException {
    WatchedJava java = WatchedJava.in(unpacked.resolve("runtime"), sandbox.root().resolve("notes"));

    vcluster.run("version");

    sandbox.uploaders().awaitNone();
    assertThat(java.classesFromElsewhere("vcluster.cli.VclusterMain"))
        .isSubsetOf(CacheIT.EXCEPTIONS);
  }

  @Test
  void files_areThoseOfTheDistribution() throws Exception {
    Set<String> expected = files(Vcluster.DIST);
    expected.removeIf(OF_THE_SERVERS.asMatchPredicate());

    assertThat(files(unpacked)).isEqualTo(expected);
    for (String file : expected) {
      assertThat(Files.mismatch(unpacked.resolve(file), Vcluster.DIST.resolve(file)))
          .as(file)
          .isEqualTo(-1);
    }
    assertThat(Artifacts.find("-linux-\\w+[.]tar[.]gz"))
        .satisfies(it -> assertThat(Files.size(it)).isLessThan(41_000_000));
  }

  private static Set<String> files(Path root) {
    return Unix.files(root).stream()
        .map(file -> root.relativize(file).toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Path vclusterFrom(Path bin) {
    return bin.relativize(unpacked.resolve("bin/vcluster"));
  }

  private Vcluster launched(Path launcher) {
    // There is no other runtime to fall back on.
    return sandbox
        .vcluster()
        .launchedBy(launcher.toString())
        .with("PATH", "/usr/bin:/bin")
        .with("JAVA_HOME", "/nowhere");
  }
}
