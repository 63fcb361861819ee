package dev.sebring.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The picture in ARCHITECTURE.md, held by the build. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.sebring");

  /** Module (as a package below dev.sebring) to the modules that it may use. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("api", List.of()),
          Map.entry("client", List.of("api")),
          Map.entry("tools", List.of("client", "api")),
          Map.entry("adapters.langchain4j", List.of("tools", "client", "api")),
          Map.entry("agent", List.of("tools", "adapters.langchain4j", "client", "api")),
          Map.entry("sandbox", List.of()),
          Map.entry("guest", List.of()),
          Map.entry("backends.oci", List.of("sandbox", "guest")),
          Map.entry("server", List.of("api", "sandbox")),
          Map.entry(
              "embedded", List.of("client", "api", "server", "backends.oci", "sandbox", "guest")),
          Map.entry("testkit.model", List.of()),
          Map.entry("testkit.backend", List.of("sandbox", "guest")));

  @TestFactory
  Stream<DynamicTest> aModuleUsesOnlyTheModulesThatItsArrowsPointTo() {
    return MAY_USE.keySet().stream()
        .sorted()
        .map(module ->
            DynamicTest.dynamicTest(
                module, () -> usesOnly(module, MAY_USE.get(module)).check(MAIN)));
  }

  private static ArchRule usesOnly(String module, List<String> allowed) {
    Set<String> forbidden = new LinkedHashSet<>(MAY_USE.keySet());
    forbidden.add("cli");
    forbidden.add("bench");
    forbidden.removeAll(allowed);
    forbidden.remove(module);
    return noClasses()
        .that()
        .resideInAPackage(packages(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(ArchitectureTest::packages).toArray(String[]::new));
  }

  private static String packages(String module) {
    return "dev.sebring." + module + "..";
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.sebring.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void onlyTheGuestClientAndItsTestKitTouchFrames() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.sebring.sandbox.guest..", "dev.sebring.testkit.backend..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.sebring.sandbox.guest.frame.."))
        .check(MAIN);
  }

  @Test
  void namesSayWhatAClassIsFor() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Misc")
        .check(MAIN);
    classes()
        .should()
        .resideOutsideOfPackages("..core..", "..common..", "..util..", "..utils..", "..impl..")
        .check(MAIN);
  }

  @Test
  void everyPackageSaysWhatItIsForAndThatNullsAreMarked() {
    Set<String> marked = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    for (JavaClass type : MAIN) {
      all.add(type.getPackageName());
      if (type.getSimpleName().equals("package-info")
          && type.isAnnotatedWith("org.jspecify.annotations.NullMarked")) {
        marked.add(type.getPackageName());
      }
    }
    all.removeAll(marked);
    assertThat(all).isEmpty();
  }

  @Test
  void theTestOfThisListSeesEveryModule() {
    Set<String> modules = new LinkedHashSet<>(MAY_USE.keySet());
    modules.addAll(Arrays.asList("cli", "examples", "bench"));
    for (JavaClass type : MAIN) {
      String below = type.getPackageName().replaceFirst("^dev\\.sebring\\.?", "");
      assertThat(modules)
          .as("the module of %s", type.getName())
          .anyMatch(module -> below.equals(module) || below.startsWith(module + "."));
    }
  }
}
