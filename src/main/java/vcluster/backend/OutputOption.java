package vcluster.backend;

import picocli.CommandLine.Option;

/** In which form a command prints its result. */
final class OutputOption {
  private enum Form {
    text,
    json
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "Output format: text or json (default: text)")
  private Form form = Form.text;

  boolean isJson() {
    return form == Form.json;
  }
}
