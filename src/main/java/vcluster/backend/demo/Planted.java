package vcluster.backend.demo;

import java.util.Locale;

/** What is hidden in a fleet, for reports to find. */
public enum Planted {
  MACHINES("machines", "population", "", "all machines that sent a command"),
  INSTANCES("instances", "population", "", "all instances that sent anything"),
  RARE_OPTION(
      "machines",
      "option",
      "vcluster connect --cluster-role",
      "a few machines a day use it, on each of 21 days other ones: many, though never many at once"),
  FEW_OPTION(
      "machines",
      "option",
      "vcluster create --local-chart-dir",
      "a handful of machines used it once each in the last 28 days"),
  HIDDEN_OPTION(
      "machines", "option", "vcluster connect --pod", "fewer than five machines: shown as <5"),
  UNUSED_OPTION("machines", "option", "vcluster pause --prevent-wakeup", "nobody ever used it"),
  DYING_OPTION(
      "machines",
      "option",
      "vcluster connect --update-current",
      "deprecated, and its users give it up one after the other; the last one did weeks ago"),
  OLD_OPTION(
      "machines",
      "option",
      "vcluster create --background-proxy",
      "only those use it who have not upgraded to 0.30 yet"),
  MIXED_OPTION(
      "machines",
      "option",
      "vcluster connect --address",
      "its share falls, though more and more use it in each release: most go over to "
          + Releases.BROKEN
          + ", where hardly anybody does"),
  LOUD_MACHINE(
      "machines",
      "command",
      "vcluster list",
      "most of its runs are of one machine, which sends half of all commands"),
  FAILING_COMMAND(
      "machines",
      "failure",
      "vcluster pause",
      "more than every second run fails with 'timeout' in " + Releases.BROKEN + ", in no other"),
  NEWEST_ORIGINAL(
      "machines", "version", Releases.NEWEST_ORIGINAL, "came when 70 % of the days were over"),
  NEWEST_OURS("machines", "version", Releases.NEWEST_OURS, "came when 65 % of the days were over"),
  MADE_UP(
      "machines",
      "made up",
      "*",
      "forged machines, each with words and a version that nobody else has, in two days"),
  LATE("machines", "late", "", "commands that arrived up to 29 days after the day they were run"),
  RARE_FLAG(
      "instances", "flag", "mount-physical-host-paths", "a handful of instances, all of them old"),
  UNUSED_FLAG("instances", "flag", "enforce-node-selector", "no instance ever had it"),
  RARE_KEY("instances", "helm", "sync.fromHost.secrets.enabled", "a dozen instances set it"),
  CONTROLLER("instances", "controller", "hoststorageclasses", "some of the old instances list it"),
  FAILING_SYNC(
      "instances",
      "sync",
      "networking.k8s.io Ingress",
      "some instances fail to sync it again and again, with 'conflict'; no other one ever does");

  private final String population;
  private final String kind;
  private final String item;
  private final String says;

  Planted(String population, String kind, String item, String says) {
    this.population = population;
    this.kind = kind;
    this.item = item;
    this.says = says;
  }

  /** Who is counted: {@code machines} or {@code instances}. */
  public String population() {
    return population;
  }

  /** What kind of thing it is, such as {@code option}. */
  public String kind() {
    return kind;
  }

  /** Its name in the registry, or what comes near it. */
  public String item() {
    return item;
  }

  /** What is true of it, in a sentence without an end. */
  public String says() {
    return says;
  }

  /** A name for files, such as {@code rare-option}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
