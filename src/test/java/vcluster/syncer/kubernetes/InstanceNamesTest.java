package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceNamesTest {
  @Test
  void objects_haveTheNamesThatTheSyncerGivesThem() {
    InstanceNames names = new InstanceNames("my", "team");

    assertThat(names.volumeClaim()).isEqualTo("data-my-0");
    assertThat(names.loadBalancer()).isEqualTo("my-lb");
    assertThat(names.secret()).isEqualTo("vc-my");
    assertThat(names.lease()).isEqualTo("vcluster-my-controller");
  }

  /** Its hash by sha256sum. */
  @Test
  void aLongLease_endsInAHash() {
    assertThat(new InstanceNames("a".repeat(43), "team").lease())
        .hasSize(63)
        .endsWith("-controller");
    assertThat(new InstanceNames("a".repeat(44), "team").lease())
        .isEqualTo("vcluster-" + "a".repeat(43) + "-f53d061a06");
  }
}
