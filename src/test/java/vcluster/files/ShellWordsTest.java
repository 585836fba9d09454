package vcluster.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.testing.Child;

class ShellWordsTest {
  private static final List<String> HOSTILE =
      List.of(
          "--repository-config=''",
          "",
          "it's",
          "''",
          "'\\''",
          "\"$HOME\" `id` $(id)",
          "a\nb",
          "--set\n--x",
          "\\",
          "a\\\nb",
          "*",
          "~",
          "!x",
          "#x",
          "a=b",
          "a&b|c;d<e>f",
          "{a,b}",
          "é 漢",
          "\t ");

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void words_comeBackFromAShell(String shell) {
    List<String> words = new ArrayList<>(List.of("printf", "<%s>"));
    words.addAll(HOSTILE);
    StringBuilder expected = new StringBuilder();
    HOSTILE.forEach(word -> expected.append('<').append(word).append('>'));
    assertThat(Child.run(List.of(shell, "-c", ShellWords.join(words))))
        .isEqualTo(expected.toString());
  }

  @Test
  void ordinaryWords_stayAsTheyAre() {
    List<String> words =
        List.of("helm", "--repo", "https://charts.loft.sh", "-", "./a_b+c%d@1,2", "--a=", "--a=b");
    assertThat(ShellWords.join(words)).isEqualTo(String.join(" ", words));
  }

  @Test
  void commandThatLooksLikeAnAssignment_isQuoted() {
    assertThat(ShellWords.join(List.of("a=b/helm"))).isEqualTo("'a=b/helm'");
  }
}
