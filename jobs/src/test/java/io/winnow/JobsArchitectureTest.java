package io.winnow;

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

/** The arrows of the design: the command on the jobs, the jobs on workspace and vendor. */
@AnalyzeClasses(packages = "io.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class JobsArchitectureTest {

  private static final String CLI = "io.winnow.cli..";

  @ArchTest
  static final ArchRule nothingButNotebooksNeedsTheCommand =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, "io.winnow.notebook..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule workspaceAndVendorNeedNeitherSparkNorTheJobs =
      noClasses()
          .that()
          .resideInAnyPackage("io.winnow.workspace..", "io.winnow.vendor..", "io.winnow.sample..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.winnow.jobs..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noTwoPackagesNeedEachOther =
      slices().matching("io.winnow.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandReadsTheClockOrTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
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
          .callMethod(Clock.class, "systemDefaultZone")
          .allowEmptyShould(true);
}
