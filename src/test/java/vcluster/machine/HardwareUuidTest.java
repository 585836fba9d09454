package vcluster.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareUuidTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "564D9F2B-1234-5678-9ABC-DEF012345678",
        "4c4c4544-0042-3510-8051-b4c04f4e4232",
      })
  void uuidOfOneMachine_isItsOwn(String uuid) {
    assertThat(HardwareUuid.isOwn(uuid)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "Not Settable",
        "To Be Filled By O.E.M.",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "11111111-1111-1111-1111-111111111111",
        "03000200-0400-0500-0006-000700080009",
        "00020003-0004-0005-0006-000700080009",
        "03020100-0504-0706-0809-0A0B0C0D0E0F",
        "12345678-1234-5678-90AB-CDDEEFAABBCC",
        "564D9F2B-1234-5678-9ABC-DEF01234567",
        "564D9F2B-1234-5678-9ABC-DEF0123456789",
        "564D9F2B12345678-9ABC-DEF0-123456789abc",
      })
  void placeholderOrOtherText_isNot(String uuid) {
    assertThat(HardwareUuid.isOwn(uuid)).isFalse();
  }
}
