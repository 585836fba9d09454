package vcluster;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import vcluster.cli.Command;
import vcluster.cli.TrainingMain;
import vcluster.cli.VclusterMain;
import vcluster.server.ServerProcess;
import vcluster.upload.UploaderMain;

/** The rooms, the direction of imports between them, and the foreground (docs/architecture.md). */
@AnalyzeClasses(packages = "vcluster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** What each room may import, itself aside. A new room has to be entered here. */
  private static final Map<String, Set<String>> IMPORTS =
      Map.ofEntries(
          Map.entry("files", Set.of()),
          Map.entry("zone", Set.of("files")),
          Map.entry("consent", Set.of("wire")),
          Map.entry("event", Set.of()),
          Map.entry("config", Set.of("consent", "files")),
          Map.entry("outbox", Set.of("event", "files", "wire")),
          Map.entry("machine", Set.of("files")),
          Map.entry("wire", Set.of("event")),
          Map.entry(
              "upload", Set.of("outbox", "event", "wire", "machine", "consent", "config", "files")),
          Map.entry(
              "cli",
              Set.of("consent", "config", "event", "outbox", "files", "zone", "cli.completion")),
          Map.entry("helm", Set.of("files")),
          Map.entry("token", Set.of("files")),
          Map.entry("server", Set.of()),
          Map.entry(
              "syncer",
              Set.of("server", "token", "machine", "wire", "consent", "config", "upload", "files")),
          Map.entry("syncer.kubernetes", Set.of("syncer")),
          Map.entry("backend.record", Set.of()),
          Map.entry("backend.identity", Set.of()),
          Map.entry("backend.verify", Set.of("token", "wire", "backend.record")),
          Map.entry("backend.verify.redact", Set.of("backend.verify", "backend.identity")),
          Map.entry("backend.store", Set.of("backend.record", "backend.identity", "wire")),
          Map.entry(
              "backend.http",
              Set.of("backend.verify", "backend.record", "backend.store", "token", "wire")),
          Map.entry(
              "backend",
              Set.of(
                  "server",
                  "token",
                  "files",
                  "backend.http",
                  "backend.identity",
                  "backend.record",
                  "backend.verify",
                  "backend.verify.redact",
                  "backend.store")),
          Map.entry("cli.completion", Set.of()),
          Map.entry(
              "cli.inspect",
              Set.of(
                  "cli", "consent", "config", "event", "outbox", "files", "upload", "wire",
                  "machine")),
          Map.entry(
              "cli.instance",
              Set.of("cli", "consent", "config", "event", "outbox", "files", "machine", "helm")));

  /** The wiring: names every part, so it may import the rooms that they are in. */
  private static final DescribedPredicate<JavaClass> WIRING =
      assignableTo(Command.class).or(name("vcluster.syncer.SyncerMain").forSubtype());

  private static final DescribedPredicate<JavaClass> MAINS =
      equivalentTo(VclusterMain.class)
          .or(equivalentTo(UploaderMain.class))
          .or(equivalentTo(TrainingMain.class))
          .or(name("vcluster.syncer.SyncerMain").forSubtype())
          .or(name("vcluster.backend.BackendMain").forSubtype())
          .or(equivalentTo(ServerProcess.class));

  /** What every command passes before it returns. */
  private static final String[] FOREGROUND = {
    "vcluster.cli",
    "vcluster.cli.completion",
    "vcluster.config",
    "vcluster.consent",
    "vcluster.event",
    "vcluster.outbox",
    "vcluster.files",
    "vcluster.zone"
  };

  @ArchTest
  static final ArchRule imports_pointOneWay =
      classes().that(not(WIRING)).should(importOnlyWhatTheirRoomMay());

  /** Every package is a slice of its own. */
  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices()
          .matching("vcluster.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              WIRING,
              resideInAnyPackage(
                  "vcluster.cli.inspect", "vcluster.cli.instance", "vcluster.syncer.kubernetes"));

  @ArchTest
  static final ArchRule theForeground_usesTheJdkPicocliAndStreamingJsonAlone =
      classes()
          .that()
          .resideInAnyPackage(FOREGROUND)
          .and(not(WIRING))
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(FOREGROUND)
                  .or(resideInAnyPackage("picocli..", "com.fasterxml.jackson.core.."))
                  .or(resideInAnyPackage("java..", "org.jspecify.annotations")));

  /** java.net as a whole: in the foreground there is no network and no DNS. */
  @ArchTest
  static final ArchRule theForeground_usesNoNetworkAndNoCryptography =
      noClasses()
          .that()
          .resideInAnyPackage(FOREGROUND)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.security..", "javax..");

  @ArchTest
  static final ArchRule onlyMains_touchTheEnvironmentTheExitAndTheClock =
      noClasses().that(not(MAINS)).should().accessTargetWhere(isOfTheProcess());

  @ArchTest static final ArchRule statics_areFinal = fields().that().areStatic().should().beFinal();

  @ArchTest
  static final ArchRule packages_areNullMarked = classes().should(liveInANullMarkedPackage());

  private static ArchCondition<JavaClass> importOnlyWhatTheirRoomMay() {
    return new ArchCondition<>("import only what their room may") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        Set<String> allowed = IMPORTS.get(room(origin));
        if (allowed == null) {
          events.add(SimpleConditionEvent.violated(origin, room(origin) + " is no known room"));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          boolean ours = target.getPackageName().startsWith("vcluster.");
          if (ours && !room(target).equals(room(origin)) && !allowed.contains(room(target))) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static String room(JavaClass type) {
    return type.getPackageName().replaceFirst("^vcluster\\.", "");
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
      }
    };
  }

  private static DescribedPredicate<JavaAccess<?>> isOfTheProcess() {
    return DescribedPredicate.describe(
        "is the environment, the exit or the clock",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getTarget().getName();
          return switch (owner) {
            case "java.lang.System" ->
                Set.of("getenv", "exit", "currentTimeMillis", "nanoTime").contains(member);
            case "java.lang.Runtime" -> Set.of("exit", "halt").contains(member);
            case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
            default -> owner.startsWith("java.time.") && member.equals("now");
          };
        });
  }
}
