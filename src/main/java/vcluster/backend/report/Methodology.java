package vcluster.backend.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What verdicts and reasons mean, with the numbers that decide. */
public final class Methodology {
  /** A word, and what it stands for. */
  public record Meaning(String word, String text) {}

  private static final List<Meaning> REASONS =
      List.of(
          new Meaning("zero-90d", "Nobody was seen with it in 90 days, not even once."),
          new Meaning("at-most-P", "The share is surely no greater than P, 19 of 20 times."),
          new Meaning("few-exposed", "Too few members have a release that reports it."),
          new Meaning("new-item", "It, or the recording, is too young to tell."),
          new Meaning("not-rolled-out", "Too small a part of all has a release that reports it."),
          new Meaning(
              "few-members",
              "Fewer than " + ItemDecision.FEW_MEMBERS + " members were seen with it in 28 days."),
          new Meaning("rising", "More of those who could use it do than 28 days before."),
          new Meaning("falling", "Fewer of those who could use it do than 28 days before."),
          new Meaning("warning-heeded", "It is deprecated, and its use is falling."),
          new Meaning(
              "once-only-mostly",
              ItemDecision.percent(ItemDecision.ONCE_ONLY)
                  + " of its users or more were there on one day alone: CI jobs, containers,"
                  + " trials."),
          new Meaning("one-member", "One member has half of its events or more."),
          new Meaning(
              "failing",
              ItemDecision.percent(ItemDecision.FAILING)
                  + " of its runs or more fail: little use may be a defect, not a wish."),
          new Meaning(
              "old-versions-only", "Nobody on the newest two minor releases was seen with it."),
          new Meaning(
              "mix-shift",
              "The share changed one way, and the other way within releases: who has which release"
                  + " changed, not what they do."),
          new Meaning("deprecated-since-V", "From V on, whoever uses it is warned."),
          new Meaning("gone-since-V", "Releases from V on no longer have it."),
          new Meaning("not-reported", "No release reports whether it is used."),
          new Meaning(
              "opted-out-unknown",
              "Who is opted out, often whole companies, is in no figure: no verdict says that"
                  + " removing is safe."));

  private Methodology() {}

  /** All reasons; V stands for a release, P for a percentage. */
  public static List<Meaning> reasons() {
    return REASONS;
  }

  /** What a reason means; itself if it has none. */
  public static Meaning meaning(String reason) {
    return REASONS.stream()
        .filter(it -> reason.equals(it.word()) || isSuchA(reason, it.word()))
        .findFirst()
        .map(it -> new Meaning(reason, filled(it, reason)))
        .orElse(new Meaning(reason, reason));
  }

  /** Words end with a capital letter where reasons have a value. */
  private static boolean isSuchA(String reason, String word) {
    int last = word.length() - 1;
    return Character.isUpperCase(word.charAt(last)) && reason.startsWith(word.substring(0, last));
  }

  private static String filled(Meaning meaning, String reason) {
    int last = meaning.word().length() - 1;
    return reason.equals(meaning.word())
        ? meaning.text()
        : meaning.text().replaceAll("\\b[PV]\\b", reason.substring(last));
  }

  /** When an item has which verdict; the first that holds is the one. */
  public static List<Meaning> verdicts(Thresholds thresholds) {
    return List.of(
        new Meaning(ItemVerdict.NOT_MEASURED.words(), "No release reports whether it is used."),
        new Meaning(ItemVerdict.GONE.words(), "The newest releases no longer have it."),
        new Meaning(
            ItemVerdict.CANT_TELL.words(),
            String.format(
                Locale.ROOT,
                "Fewer than %,d are exposed; or it, or the recording, is younger than %d days; or"
                    + " fewer than %s of the established members are exposed.",
                thresholds.fewest(),
                thresholds.days(),
                ItemDecision.percent(thresholds.rolledOut()))),
        new Meaning(
            ItemVerdict.KEEP.words(),
            "The share is, or may be, " + ItemDecision.percent(thresholds.kept()) + " or more."),
        new Meaning(
            ItemVerdict.REMOVABLE.words(),
            String.format(
                Locale.ROOT,
                "Deprecated for %d months and %d minor releases (commands, options), or %d months"
                    + " and %d (flags, controllers, helm keys); the share is surely below %s; and"
                    + " no more users than 28 days before, but for %d.",
                RemovalPolicy.COMMANDS.months(),
                RemovalPolicy.COMMANDS.releases(),
                RemovalPolicy.OTHERS.months(),
                RemovalPolicy.OTHERS.releases(),
                ItemDecision.percent(thresholds.removable()),
                ItemDecision.A_FEW_MORE)),
        new Meaning(
            ItemVerdict.UNUSED.words(),
            String.format(
                Locale.ROOT,
                "Nobody in 90 days, not even once, of %,d exposed or more, so that the share is surely"
                    + " no greater than %s.",
                thresholds.many(),
                ItemDecision.percent(thresholds.removable()))),
        new Meaning(
            ItemVerdict.UNUSED_WEAK.words(),
            String.format(
                Locale.ROOT,
                "Nobody in 90 days, not even once, of %,d exposed or more.",
                thresholds.some())),
        new Meaning(
            ItemVerdict.LITTLE_USED.words(),
            "The share is surely below " + ItemDecision.percent(thresholds.kept()) + "."));
  }

  /** What an item's verdict says, in a sentence. */
  public static String meaning(ItemVerdict verdict, Thresholds thresholds) {
    return verdicts(thresholds).stream()
        .filter(it -> it.word().equals(verdict.words()))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** What may mislead whoever reads the figures. */
  public static List<Meaning> traps() {
    return Arrays.asList(
        new Meaning(
            "Opted out",
            "Machines that are opted out are missing, and these are often those of companies."),
        new Meaning(
            "Late events",
            "The last two weeks still grow: machines send what they kept while they were offline."
                + " Charts draw them dashed."),
        new Meaning(
            "Mix of versions",
            "A share may fall because those who use something have another release now; then the"
                + " reason is mix-shift."),
        new Meaning(
            "Completion", "'vcluster completion' runs at the start of a shell, unasked for."),
        new Meaning(
            "Machines", "A machine is a home directory on a machine: a user of two is two."),
        new Meaning(
            "New commands",
            "A command that the registry does not know yet counts as '*' until it does."),
        new Meaning(
            "Erasure",
            "What is erased is taken from past weeks, too, as far as they are"
                + " counted anew: 90 days."),
        new Meaning(
            "Few",
            "Groups of fewer than 5 are '<5'. Verdicts take 1 for the lower bound, 4 for the upper"
                + " one."));
  }
}
