package vcluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vcluster.event.CommandException;
import vcluster.testing.Unix;

/** A link that a dotfiles manager keeps stays a link; what it leads to is changed. */
class ConfigLinkTest {
  private static final String OFF = "{\"telemetryDisabled\":true}";

  @TempDir Path folder;

  @Test
  void change_writesWhereTheLinkLeads() throws Exception {
    Path target = Files.writeString(folder("dotfiles").resolve("vcluster.json"), "{\"a\":1}");
    Unix.mode(target, "rw-r--r--");
    Path link = link(folder(".vcluster").resolve("config.json"), target);

    ConfigFile.disable(link);

    assertThat(link).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent("{\"a\":1,\"telemetryDisabled\":true}");
    assertThat(Unix.mode(target)).isEqualTo("rw-r--r--");
    assertThat(Unix.names(folder(".vcluster")))
        .containsExactlyInAnyOrder("config.json", "config.json.disabled");
  }

  @Test
  void change_followsAChainOfRelativeLinks() throws Exception {
    Path target = Files.writeString(folder("c").resolve("real"), "{}");
    link(folder("b").resolve("second"), Path.of("../c/real"));
    Path first = link(folder("a").resolve("config.json"), Path.of("../b/second"));

    ConfigFile.disable(first);

    assertThat(first).isSymbolicLink();
    assertThat(folder("b").resolve("second")).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent(OFF);
  }

  /** Two dots mean the parent of where the linked folder really is. */
  @Test
  void change_followsARelativeLinkOutOfALinkedFolder() throws Exception {
    Path target = Files.writeString(folder("real").resolve("target"), "{}");
    link(folder("real/sub").resolve("config.json"), Path.of("../target"));
    Path linked = link(folder("home").resolve(".vcluster"), folder("real/sub"));

    ConfigFile.disable(linked.resolve("config.json"));

    assertThat(target).isRegularFile().hasContent(OFF);
    assertThat(folder("home").resolve("target")).doesNotExist();
  }

  @Test
  void change_makesWhatADanglingLinkLeadsTo() throws Exception {
    Path target = folder.resolve("new/folder/vcluster.json");
    Path link = link(folder.resolve("config.json"), Path.of("new/folder/vcluster.json"));

    ConfigFile.disable(link);

    assertThat(link).isSymbolicLink();
    assertThat(target).isRegularFile().hasContent(OFF);
    assertThat(Unix.mode(target)).isEqualTo("rw-------");
    assertThat(Unix.mode(target.getParent())).isEqualTo("rwx------");
  }

  @Test
  void change_refusesACircle() throws Exception {
    link(folder.resolve("a"), Path.of("b"));
    Path link = link(folder.resolve("b"), Path.of("a"));

    assertThatThrownBy(() -> ConfigFile.disable(link))
        .isInstanceOf(CommandException.class)
        .hasMessage(link + " is a loop of symbolic links; remove it");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void damagedContent_isMovedAsideWhereItIs() throws Exception {
    Path target = Files.writeString(folder("dotfiles").resolve("vcluster.json"), "{half");
    Path link = link(folder.resolve("config.json"), target);

    assertThat(ConfigFile.disable(link))
        .map(ConfigFile.MovedAside::to)
        .contains(target.resolveSibling("vcluster.json.corrupt"));

    assertThat(link).isSymbolicLink();
    assertThat(target).hasContent(OFF);
    assertThat(target.resolveSibling("vcluster.json.corrupt")).hasContent("{half");
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static Path link(Path link, Path target) throws IOException {
    return Files.createSymbolicLink(link, target);
  }
}
