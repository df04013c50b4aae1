package io.winnow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.stream.Stream;

/** The arrows of the design: the pure packages stand on Java alone, Spark and the model on them. */
@AnalyzeClasses(packages = "io.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] PURE = {
    "io.winnow.text..",
    "io.winnow.acquisition..",
    "io.winnow.decoding..",
    "io.winnow.display..",
    "io.winnow.selection..",
    "io.winnow.annotation..",
    "io.winnow.evaluation..",
    "io.winnow.stopping..",
    "io.winnow.weak.."
  };

  @ArchTest
  static final ArchRule purePackagesUseJavaAndEachOtherOnly =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(Stream.of("java.."), Stream.of(PURE)).toArray(String[]::new));

  @ArchTest
  static final ArchRule noTwoPackagesNeedEachOther =
      slices().matching("io.winnow.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theModelKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAPackage("io.winnow.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.winnow.spark..", "org.apache.spark..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingHereReadsTheClockOrTheEnvironment =
      noClasses()
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");
}
