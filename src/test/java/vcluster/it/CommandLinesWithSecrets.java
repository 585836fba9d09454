package vcluster.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vcluster.cli.Command;

/** Command lines full of what must never leave. */
final class CommandLinesWithSecrets {
  /** In every secret, whatever else is around it. */
  static final String SECRET = "hunter2";

  /** {@code %} stands for a secret; words are separated by a blank. */
  private static final List<String> LINES =
      withEveryCommand(
          "version --context %",
          "version --context=%",
          "version -n %",
          "version -n%",
          "version -n=%",
          "--namespace=% version",
          "--namespace % telemetry enable",
          "version --log-output %",
          "version --config=/dev/null/%/config.json",
          "version --debug=%",
          "version -s%",
          "version --silent=% --context %",
          "version %",
          "version % --debug %",
          "version -- %",
          "version -- --context=%",
          "version --contxt %",
          "version --contxt=%",
          "version --%",
          "version --%=%",
          "version -%",
          "version -x%",
          "version --context",
          "%",
          "% version",
          "--% version",
          "--pass=% version",
          "@%",
          "version @%",
          "telemetry %",
          "telemetry --token=% enable",
          "telemetry enable %",
          "telemetry enable --config /dev/null/%",
          "telemetry enable --password %",
          "telemetry enable -- %",
          "telemetry status %",
          "telemetry status -o %",
          "telemetry status --output=%",
          "telemetry log -o% --context=%",
          "telemetry flush %",
          "telemetry preview --token=% -- version",
          "telemetry preview -- login --access-key %",
          "completion %",
          "completion bash %",
          "completion bash --context %",
          "completion --no-descriptions=% zsh",
          "completion -- %",
          // A dry run: helm is not let loose.
          "create % --dry-run --set password=%",
          "create my-vc --dry-run -f % --kubeconfig % --chart-repo % --helm-binary % --context %",
          "create my-vc --dry-run --chart-version % --chart-name %",
          "create my-vc --dry-run --local-chart-dir %",
          "create my-vc -n team --values=% --set-string a=%",
          "platform login https://user:%@example.com --access-key %",
          "connect % -- kubectl --token %",
          "help %",
          "help telemetry %",
          "--help %",
          "--version=%",
          "versoin %",
          "telemetry disabel --token %");

  /** What may be around a secret: what JSON escapes, what shells and parsers split at, length. */
  private static final List<String> FORMS =
      List.of(
          "%",
          "x%",
          "%=y",
          "\"%\"",
          "a\\%\n",
          "\u00e9%\ud83d\ude00",
          "<%>&",
          "%,%",
          "{\"k\":\"%\"}",
          "%".repeat(200));

  private CommandLinesWithSecrets() {}

  private static List<String> withEveryCommand(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    for (Command command : Command.values()) {
      all.add((String.join(" ", command.sample()) + " % --context % --%=%").strip());
    }
    return all;
  }

  /** How many there are before any comes again with another secret. */
  static int kinds() {
    return LINES.size();
  }

  /** The first {@code count} of them, each with a secret of its own. */
  static List<String[]> different(int count) {
    List<String[]> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String form = FORMS.get((i + i / LINES.size()) % FORMS.size());
      String secret = form.replace("%", SECRET + "-" + i);
      String[] words = LINES.get(i % LINES.size()).split(" ");
      lines.add(Arrays.stream(words).map(word -> word.replace("%", secret)).toArray(String[]::new));
    }
    return lines;
  }
}
