package io.winnow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.winnow.api.Winnow;
import io.winnow.testing.HiddenInputs;

/**
 * The arrows of the design: the command on the API, this on the jobs, the jobs on workspace and
 * contract.
 */
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
  static final ArchRule workspaceAndContractNeedNeitherSparkNorTheJobs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.winnow.workspace..",
              "io.winnow.contract..",
              "io.winnow.exchange..",
              "io.winnow.sample..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.winnow.jobs..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noTwoPackagesNeedEachOther =
      slices().matching("io.winnow.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandAndTheApisEntryReadTheClockOrTheEnvironment =
      HiddenInputs.notReadBy(resideOutsideOfPackage(CLI).and(not(belongToAnyOf(Winnow.class))));
}
