package vcluster;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Imports, foreground and mains are as the two tables of docs/architecture.md say. */
@AnalyzeClasses(packages = "vcluster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final ArchitectureTables TABLES = ArchitectureTables.read();
  private static final String[] FOREGROUND = TABLES.foreground().toArray(String[]::new);
  private static final DescribedPredicate<JavaClass> MAINS =
      DescribedPredicate.describe("mains", type -> TABLES.mains().contains(type.getName()));

  /** Constants of an enum that have a body are classes too. */
  private static final DescribedPredicate<JavaClass> WIRING =
      DescribedPredicate.describe(
          "wiring", type -> TABLES.wiring().stream().anyMatch(type::isAssignableTo));

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?vcluster\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

  @ArchTest
  static void imports_areThoseOfTheTable(JavaClasses classes) throws IOException {
    SortedSet<String> used = importsOfSources();
    for (JavaClass type : classes) {
      used.add(shortName(type));
      if (!WIRING.test(type)) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (target.getPackageName().startsWith("vcluster.")) {
            used.add(shortName(type) + " imports " + shortName(target));
          }
        }
      }
    }
    used.removeIf(line -> line.matches("(\\S+) imports \\1"));

    assertThat(used)
        .as("packages and their imports, against the table of docs/architecture.md")
        .containsExactlyInAnyOrderElementsOf(TABLES.imports());
  }

  /** Class files do not say where constants come from; imports do. */
  private static SortedSet<String> importsOfSources() throws IOException {
    SortedSet<String> imports = new TreeSet<>();
    Path root = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '.');
        String type = name.substring(0, name.length() - ".java".length());
        String importer = type.substring(0, type.lastIndexOf('.')).replaceFirst("vcluster.", "");
        if (!TABLES.wiring().contains(type)) {
          Matcher found = IMPORT.matcher(Files.readString(file));
          while (found.find()) {
            imports.add(importer + " imports " + found.group(1));
          }
        }
      }
    }
    return imports;
  }

  /** A misspelt name would exempt nothing, and nobody would notice. */
  @ArchTest
  static void mainsAndWiring_exist(JavaClasses classes) {
    assertThat(TABLES.mains()).allMatch(classes::contain);
    assertThat(TABLES.wiring()).allMatch(classes::contain);
  }

  /** Who reads a name knows which class it is, without the imports. */
  @ArchTest
  static void names_areGivenOnce(JavaClasses classes) {
    assertThat(
            classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getSimpleName)
                .filter(name -> !name.equals("package-info")))
        .doesNotHaveDuplicates();
  }

  /** Every package is a slice of its own. */
  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices()
          .matching("vcluster.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(WIRING, alwaysTrue());

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

  private static String shortName(JavaClass type) {
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
        "is the environment, a property, the exit or the clock",
        access -> {
          String owner = access.getTargetOwner().getName();
          String member = access.getTarget().getName();
          return switch (owner) {
            case "java.lang.System" ->
                Set.of("getenv", "exit", "currentTimeMillis", "nanoTime").contains(member)
                    || member.startsWith("getPropert");
            case "java.lang.Runtime" -> Set.of("exit", "halt").contains(member);
            case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
            default -> owner.startsWith("java.time.") && member.equals("now");
          };
        });
  }
}
