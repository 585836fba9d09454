package vcluster.it.instance;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

abstract class WithFakeHelm {
  @TempDir Path folder;
  @AutoClose Cli cli;
  FakeHelm helm;

  @BeforeEach
  void makeHelm() throws IOException {
    cli = new Cli(folder);
    helm = new FakeHelm(folder);
    cli.environment.put("PATH", helm.binary.getParent() + ":" + cli.environment.get("PATH"));
  }
}
