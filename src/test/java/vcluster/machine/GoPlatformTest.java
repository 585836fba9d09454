package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoPlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, linux",
    "Mac OS X, darwin",
    "Windows 11, windows",
    "Windows Server 2022, windows",
    "FreeBSD, freebsd",
    "OpenBSD, openbsd",
    "NetBSD, netbsd",
    "DragonFlyBSD, dragonfly",
    "SunOS, solaris",
    "AIX, aix",
  })
  void system_isNamedAsInGo(String osName, String goos) {
    assertThat(GoPlatform.of(osName, "amd64").os()).isEqualTo(goos);
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, amd64",
    "x86_64, amd64",
    "aarch64, arm64",
    "x86, 386",
    "i386, 386",
    "i586, 386",
    "i686, 386",
    "arm, arm",
    "armv7l, arm",
    "ppc64le, ppc64le",
    "ppc64, ppc64",
    "s390x, s390x",
    "riscv64, riscv64",
    "loongarch64, loong64",
    "mips64el, mips64le",
    "mipsel, mipsle",
  })
  void architecture_isNamedAsInGo(String osArch, String goarch) {
    assertThat(GoPlatform.of("Linux", osArch).arch()).isEqualTo(goarch);
  }
}
