import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vcluster.cli.CommandTree;

/**
 * Writes the manual page, all commands in one, from the command tree. Run by the build as a source
 * file, with the program on the class path.
 *
 * <p>Arguments: the file, which is compressed, the program's version, and the date.
 */
public final class ManPage {
  /** What the commands do not say of themselves. */
  private static final String REST =
      """
      .SH EXIT STATUS
      .TP
      .B 0
      Done.
      .TP
      .B 1
      Failed; standard error says what, and what to do.
      .TP
      .B 2
      The command line could not be understood.
      .SH ENVIRONMENT
      .TP
      .BR DO_NOT_TRACK ", " VCLUSTER_TELEMETRY_DISABLED
      Telemetry is off if one of them is set, and not empty,
      .B 0
      or
      .BR false .
      .TP
      .B VCLUSTER_TELEMETRY_CONFIG
      Telemetry settings as JSON; with
      .B \\(dqdisabled\\(dq:true
      it is off.
      .TP
      .B VCLUSTER_TELEMETRY_ENDPOINT
      The URL to send to.
      .TP
      .BR HTTPS_PROXY ", " NO_PROXY ", " SSL_CERT_FILE
      How to reach it, and whom to trust there.
      .SH FILES
      .TP
      .I \\(ti/.vcluster/config.json
      Your choice.
      .TP
      .I \\(ti/.vcluster/telemetry/
      Events that wait, and the log of requests.
      .TP
      .I /etc/vcluster/telemetry.json
      The machine\\(aqs policy: with
      .B {\\(dqdisabled\\(dq:true}
      telemetry is off for everybody.
      """;

  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  public static void main(String[] arguments) throws IOException {
    CommandSpec program = CommandTree.create().getCommandSpec();
    String page = new ManPage().of(program, arguments[1], arguments[2].substring(0, 10));
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(page.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String of(CommandSpec program, String version, String date) {
    String name = program.name();
    line(".TH %s 1 %s \"%s %s\"", name.toUpperCase(), date, name, version);
    line(".SH NAME");
    line("%s \\- %s", name, text(header(program).replaceFirst("\\.$", "")));
    line(".SH SYNOPSIS");
    line("\\fB%s\\fR [\\fIOPTION\\fR...] \\fICOMMAND\\fR [\\fIARGUMENT\\fR...]", name);
    line(".SH OPTIONS");
    line("Every command takes these, at every place; \\fB\\-\\-version\\fR stands alone.");
    program.options().forEach(this::argument);
    line(".SH COMMANDS");
    program.subcommands().values().forEach(this::command);
    line(".SH EXAMPLES");
    examples(program);
    page.append(REST);
    return page.toString();
  }

  private void command(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    List<OptionSpec> options =
        spec.options().stream().filter(it -> !it.hidden() && !it.usageHelp()).toList();
    List<PositionalParamSpec> words =
        spec.positionalParameters().stream().filter(it -> !it.hidden()).toList();
    line(".SS \"%s\"", text(spec.qualifiedName()));
    StringJoiner synopsis = new StringJoiner(" ");
    synopsis.add(bold(spec.qualifiedName()));
    options.forEach(option -> synopsis.add("[" + bold(option.names()[0]) + label(option) + "]"));
    words.forEach(word -> synopsis.add(placeholder(word)));
    if (!spec.subcommands().isEmpty()) {
      synopsis.add("\\fICOMMAND\\fR");
    }
    line(synopsis.toString());
    line(".PP");
    line(text(header(spec)));
    for (String paragraph : spec.usageMessage().description()) {
      line(text(paragraph));
    }
    words.forEach(this::argument);
    options.forEach(this::argument);
    if (spec.usageMessage().footer().length > 0) {
      line(".PP");
      examples(spec);
    }
    spec.subcommands().values().forEach(this::command);
  }

  private void argument(ArgSpec argument) {
    line(".TP");
    if (argument instanceof OptionSpec option) {
      StringJoiner names = new StringJoiner(", ");
      for (String name : option.names()) {
        names.add(bold(name));
      }
      line(names + label(option));
    } else {
      line("\\fI%s\\fR", argument.paramLabel());
    }
    line(text(String.join(" ", argument.description())) + ".");
  }

  private void examples(CommandSpec spec) {
    line(".RS 4\n.nf");
    for (String example : spec.usageMessage().footer()) {
      line(text(example.strip()));
    }
    line(".fi\n.RE");
  }

  private static String header(CommandSpec spec) {
    return spec.usageMessage().header()[0];
  }

  private static String placeholder(PositionalParamSpec word) {
    String label = "\\fI" + word.paramLabel() + "\\fR";
    return word.required() ? label : "[" + label + "...]";
  }

  private static String label(OptionSpec option) {
    boolean flag = option.typeInfo().isBoolean();
    return flag ? "" : " \\fI" + option.paramLabel() + "\\fR";
  }

  private static String bold(String words) {
    return "\\fB" + text(words) + "\\fR";
  }

  /** Plain text as roff has it; picocli's own has each percent sign twice. */
  private static String text(String plain) {
    String roff =
        plain
            .replace("%%", "%")
            .replace("\\", "\\e")
            .replace("-", "\\-")
            .replace("'", "\\(aq")
            .replace("\"", "\\(dq")
            .replace("`", "\\(ga")
            .replace("^", "\\(ha")
            .replace("~", "\\(ti");
    return roff.startsWith(".") ? "\\&" + roff : roff;
  }

  private void line(String format, Object... values) {
    page.append(values.length == 0 ? format : String.format(format, values)).append('\n');
  }
}
