package io.winnow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.CacheMode;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.winnow.api.Winnow;
import io.winnow.testing.HiddenInputs;
import io.winnow.testing.ProductClasses;
import io.winnow.workspace.Pointer;
import io.winnow.workspace.RunManifest;
import io.winnow.workspace.Shelf;

/** The arrows of the design: the command on the jobs, the jobs on workspace and contract. */
@AnalyzeClasses(
    packages = "io.winnow",
    importOptions = ProductClasses.class,
    cacheMode = CacheMode.PER_CLASS)
class JobsArchitectureTest {

  private static final String CLI = "io.winnow.cli..";
  private static final String WORKSPACE = "io.winnow.workspace";

  @ArchTest
  static final ArchRule nothingButNotebooksNeedsTheCommand =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, "io.winnow.notebook..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI)
          .allowEmptyShould(true);

  /** Nor does the client of the HuggingFace hub: it fetches files, whoever wants them. */
  @ArchTest
  static final ArchRule workspaceAndContractNeedNeitherSparkNorTheJobs =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.winnow.workspace..",
              "io.winnow.contract..",
              "io.winnow.exchange..",
              "io.winnow.hub..",
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

  /** Else a run could read what its manifest does not say. */
  @ArchTest
  static final ArchRule pointersAreReadThroughSnapshotsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(WORKSPACE)
          .should()
          .callMethod(Shelf.class, "pointerFile", int.class)
          .orShould(referTo(Pointer.class))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule aShelfTellsItsPointersToItsPackageAlone =
      methods()
          .that()
          .areDeclaredIn(Shelf.class)
          .and(returnPointers())
          .and()
          .doNotHaveName("publish")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule whatARunPublishedBecomesAnInputInTheWorkspaceAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(WORKSPACE)
          .should()
          .callConstructorWhere(target(owner(equivalentTo(RunManifest.Input.class))))
          .orShould()
          .callConstructorWhere(target(owner(equivalentTo(Pointer.class))))
          .orShould()
          .callMethodWhere(target(owner(equivalentTo(Pointer.class))).and(target(name("of"))))
          .allowEmptyShould(true);

  /** Of the form {@code Json.read(text, Pointer.class)}. */
  private static ArchCondition<JavaClass> referTo(Class<?> type) {
    return ArchCondition.from(
        DescribedPredicate.describe(
            "refer to the class object of " + type.getSimpleName(),
            it ->
                it.getReferencedClassObjects().stream()
                    .anyMatch(reference -> reference.getRawType().isEquivalentTo(type))));
  }

  private static DescribedPredicate<JavaMethod> returnPointers() {
    return DescribedPredicate.describe(
        "return pointers",
        method ->
            method.getReturnType().getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Pointer.class)));
  }
}
