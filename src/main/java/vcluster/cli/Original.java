package vcluster.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the original has in any release since 0.15 and this program does not: commands, and options
 * of {@code create}. An option that asks for what happens here anyway is accepted, so that scripts
 * for the original keep working; any other is refused with what to do instead.
 */
public final class Original {
  /**
   * Options with one answer.
   *
   * @param accepted the value that asks for what happens here anyway; {@link #ANY} if every value
   *     does, empty if none does
   * @param otherwise why any other value is refused, and what to do
   * @param names each with its short name before it, if it has one
   */
  private record Group(boolean flags, String accepted, String otherwise, List<String> names) {}

  private static final List<String> COMMANDS =
      List.of(
          """
          certs connect convert credits debug delete describe disconnect get import info list \
          login logout ls node pause platform pro registry restore resume rm set sleep snapshot \
          token ui upgrade use wakeup"""
              .split(" "));

  private static final String ANY = "*";

  private static final String CONNECTS =
      "this program does not connect; run the original's 'vcluster connect' afterwards";

  private static final String PLATFORM =
      "this program creates with helm, without the vCluster platform";

  private static final List<Group> GROUPS =
      List.of(
          flags(ANY, "", "--create-cluster-role"),
          flags(
              "false",
              CONNECTS,
              "--connect",
              "--update-current",
              "--create-context",
              "--switch-context",
              "--print",
              "--background-proxy"),
          texts("", CONNECTS, "--background-proxy-image", "--kube-config-context-name"),
          flags("true", "this program does not wait; run 'kubectl wait' afterwards", "--skip-wait"),
          flags("true", PLATFORM, "--disable-pro"),
          flags("false", PLATFORM, "--add", "--recreate", "--use"),
          texts("helm", PLATFORM, "--driver"),
          texts(
              "",
              PLATFORM,
              "--annotations",
              "--cluster",
              "--description",
              "--display-name",
              "-l --labels",
              "--link",
              "--parameters",
              "--params",
              "--project",
              "--set-param",
              "--set-parameter",
              "--set-parameters",
              "--set-params",
              "--team",
              "--template",
              "--template-version",
              "--user"),
          texts(
              "",
              "this program does not restore snapshots; use the original",
              "--restore",
              "--snapshot-temp-dir"),
          flags(
              "false",
              "use --set sync.toHost.ingresses.enabled=false (charts before 0.20:"
                  + " sync.ingresses.enabled=false)",
              "--disable-ingress-sync"),
          flags(
              "false",
              "use --set controlPlane.service.spec.type=LoadBalancer (charts before 0.20:"
                  + " service.type=LoadBalancer)",
              "--expose"),
          flags(
              "false",
              "use --set controlPlane.service.spec.type=NodePort (charts before 0.20:"
                  + " service.type=NodePort)",
              "--expose-local"),
          flags(
              "false",
              "use --set policies.networkPolicy.enabled=true and the other values below policies"
                  + " (charts before 0.20: isolation.enabled=true)",
              "--isolate"),
          flags(
              "false",
              "use --set experimental.reuseNamespace=true (charts 0.23 and 0.24)",
              "--reuse-namespace"),
          texts(
              "",
              "use --set controlPlane.distro.NAME.enabled=true (charts before 0.20: --chart-name"
                  + " vcluster-NAME; vcluster for k3s)",
              "--distro"),
          texts(
              "",
              "use --set controlPlane.distro.k8s.image.tag=VERSION (charts 0.20 to 0.24:"
                  + " controlPlane.distro.k8s.version=VERSION; before, for k3s:"
                  + " vcluster.image=rancher/k3s:VERSION)",
              "--kubernetes-version"),
          texts("", "use --set vcluster.image=IMAGE", "--k3s-image"));

  private Original() {}

  /** The mistake, or a better account of it if another command was meant, or another program. */
  static ParameterException explain(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched
        && mistake.getCommandLine().getParent() == null
        && COMMANDS.contains(unmatched.getUnmatched().get(0))) {
      return new ParameterException(
          mistake.getCommandLine(),
          "\"%s\" is a command of the original, not of this program; run the original for it"
              .formatted(unmatched.getUnmatched().get(0)));
    }
    return Elsewhere.explain(mistake);
  }

  /**
   * Adds the options to {@code create}, whose help does not list them.
   *
   * @param words where only those are added that these words may name, to save time; null: all
   */
  static void add(CommandSpec spec, @Nullable List<String> words) {
    for (Group group : GROUPS) {
      for (String names : group.names()) {
        String[] all = names.split(" ");
        if (words == null || mayName(words, all)) {
          OptionSpec.Builder option =
              group.flags() ? Options.flag("", all) : Options.value("TEXT", "", all);
          spec.addOption(option.hidden(true).build());
        }
      }
    }
  }

  private static boolean mayName(List<String> words, String... names) {
    for (String word : words) {
      for (String name : names) {
        if (word.startsWith(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Makes sure that nothing was asked for that does not happen here.
   *
   * @throws ParameterException if it was
   */
  public static void check(Invocation invocation) {
    for (Group group : GROUPS) {
      for (String names : group.names()) {
        String name = names.substring(names.indexOf(' ') + 1);
        String value = String.valueOf(invocation.option(name, (Object) group.accepted()));
        if (!isAccepted(value, group)) {
          throw invocation.mistake(refusal(name, group));
        }
      }
    }
  }

  /** Scripts pass an empty text for a variable that is not set. */
  private static boolean isAccepted(String value, Group group) {
    return value.isEmpty() || value.equals(group.accepted()) || group.accepted().equals(ANY);
  }

  private static String refusal(String name, Group group) {
    return group.accepted().isEmpty()
        ? name + " is not supported: " + group.otherwise()
        : "only " + name + "=" + group.accepted() + " is supported: " + group.otherwise();
  }

  private static Group flags(String accepted, String otherwise, String... names) {
    return new Group(true, accepted, otherwise, List.of(names));
  }

  private static Group texts(String accepted, String otherwise, String... names) {
    return new Group(false, accepted, otherwise, List.of(names));
  }
}
