package org.brood.node;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules of dependency: what may know what.
class ArchitectureTest {
  /// Lowest first. A package may use those before it, never those after it.
  private static final List<String> ORDER =
      List.of(
          "regex",
          "script",
          "bytes",
          "format",
          "telemetry",
          "event",
          "log",
          "capture",
          "wire",
          "decode",
          "flow",
          "stream",
          "conn",
          "file",
          "analyzer",
          "signature",
          "input",
          "lookup",
          "notify",
          "bif",
          "worker",
          "spool",
          "link",
          "spread",
          "cluster",
          "node");

  private static final List<String> SCRIPT_ORDER =
      List.of("source", "syntax", "load", "type", "tree", "check");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.brood");

  @Test
  void dependenciesPointDown() {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      String[] above =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "org.brood." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.brood." + ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void theFrontEndsPassesPointDown() {
    for (int i = 0; i < SCRIPT_ORDER.size() - 1; i++) {
      String[] above =
          SCRIPT_ORDER.subList(i + 1, SCRIPT_ORDER.size()).stream()
              .map(name -> "org.brood.script." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("org.brood.script." + SCRIPT_ORDER.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(above)
          .check(CLASSES);
    }
  }

  @Test
  void generatedCodeNeedsNoCompiler() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.brood.script.type..",
            "org.brood.script.value..",
            "org.brood.script.runtime..",
            "org.brood.script.bif..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.brood.script.source..",
            "org.brood.script.syntax..",
            "org.brood.script.load..",
            "org.brood.script.tree..",
            "org.brood.script.check..",
            "org.brood.script.codegen..")
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    List<String> unnamed =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.startsWith("org.brood.testkit"))
            .map(name -> name.substring("org.brood.".length()).split("\\.", 2)[0])
            .distinct()
            .filter(name -> !ORDER.contains(name))
            .toList();
    assertThat(unnamed).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.brood.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(CLASSES);
  }

  @Test
  void onlyCodeGenerationWritesClassFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.brood.script.codegen..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.classfile..")
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageCallsNativeFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.brood.capture.linux..", "org.brood.testkit..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.foreign.Linker")
        .check(CLASSES);
  }

  @Test
  void hotPackagesUseNothingSlow() {
    noClasses()
        .that()
        .resideInAnyPackage("org.brood.bytes..", "org.brood.wire..", "org.brood.stream..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.stream..", "java.util.logging..")
        .check(CLASSES);
  }

  @Test
  void thePacketBuilderKnowsNothingOfTheProduct() {
    noClasses()
        .that()
        .resideInAPackage("org.brood.testkit..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "product classes",
                c ->
                    c.getPackageName().startsWith("org.brood.")
                        && !c.getPackageName().startsWith("org.brood.testkit")))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingSynchronizesOrKeepsStaticState() {
    methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED).check(CLASSES);
    com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields()
        .that()
        .areStatic()
        .and()
        .doNotHaveModifier(JavaModifier.SYNTHETIC)
        .should()
        .beFinal()
        .check(CLASSES);
  }
}
