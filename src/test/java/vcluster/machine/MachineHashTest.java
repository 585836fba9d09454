package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vcluster.testing.Vectors;

class MachineHashTest {

  @ParameterizedTest
  @MethodSource("vectors")
  void vectors_areMatched(JsonNode vector) {
    String id = vector.get("machineId").asText();
    String home = vector.get("home").asText();

    assertThat(MachineHash.machineId(id, home)).isEqualTo(vector.get("machineIdV18").asText());
    assertThat(MachineHash.instanceCreatorUid(id, home))
        .isEqualTo(vector.get("instanceCreatorUID").asText());
  }

  @Test
  void emptyId_isAnEmptyKey() {
    // printf /home/alice | openssl dgst -sha256 -hmac ''
    assertThat(MachineHash.machineId("", "/home/alice"))
        .isEqualTo("3b8098a663b3436a5dd1e62f4fddf3be2d53ad376650677a20286eaf8cafd78a");
  }

  @Test
  void homeBeyondAscii_isHashedAsUtf8() {
    // printf /home/josé | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    assertThat(MachineHash.machineId("0123456789abcdef0123456789abcdef", "/home/jos\u00e9"))
        .isEqualTo("ec2e7465150760c2e6989955142dbdd31b5938e8e6c5d02642fd86e4b3d2a627");
  }

  @Test
  void slashAtTheEnd_makesAnotherHash() {
    assertThat(MachineHash.machineId("id", "/home/a"))
        .isNotEqualTo(MachineHash.machineId("id", "/home/a/"));
  }

  static Stream<JsonNode> vectors() {
    return Vectors.cases("machine-id.json");
  }
}
