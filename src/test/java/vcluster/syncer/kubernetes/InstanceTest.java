package vcluster.syncer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstanceTest {
  @Test
  void objects_haveTheNamesThatTheSyncerGivesThem() {
    Instance instance = new Instance("my", "team");

    assertThat(instance.volumeClaim()).isEqualTo("data-my-0");
    assertThat(instance.loadBalancer()).isEqualTo("my-lb");
    assertThat(instance.secret()).isEqualTo("vc-my");
    assertThat(instance.lease()).isEqualTo("vcluster-my-controller");
  }

  /** Its hash by sha256sum. */
  @Test
  void aLongLease_endsInAHash() {
    assertThat(new Instance("a".repeat(43), "team").lease()).hasSize(63).endsWith("-controller");
    assertThat(new Instance("a".repeat(44), "team").lease())
        .isEqualTo("vcluster-" + "a".repeat(43) + "-f53d061a06");
  }
}
