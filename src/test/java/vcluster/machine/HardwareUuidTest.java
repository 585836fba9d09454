package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareUuidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"564D9F2B-1234-5678-9ABC-DEF012345678", "4c4c4544-0042-3510-8051-b4c04f4e4232"})
  void uuidOfOneMachine_isItsOwn(String uuid) {
    assertThat(HardwareUuid.isOwn(uuid)).isTrue();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/tables/hardware-uuids-refused.txt")
  @ValueSource(strings = "")
  void placeholderOrOtherText_isNot(String uuid) {
    assertThat(HardwareUuid.isOwn(uuid)).isFalse();
  }
}
