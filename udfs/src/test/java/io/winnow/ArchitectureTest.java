package io.winnow;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.CacheMode;
import com.tngtech.archunit.lang.ArchRule;
import io.winnow.testing.HiddenInputs;
import io.winnow.testing.ProductClasses;
import java.util.stream.Stream;

/**
 * The arrows of the design: the pure packages stand on Java alone, Spark and the model on them.
 * Statistics' distributions are the exception: Spark brings them everywhere, and they are no code
 * to write twice.
 */
@AnalyzeClasses(
    packages = "io.winnow",
    importOptions = ProductClasses.class,
    cacheMode = CacheMode.PER_CLASS)
class ArchitectureTest {

  private static final String[] PURE = {
    "io.winnow.files..",
    "io.winnow.text..",
    "io.winnow.offsets..",
    "io.winnow.columns..",
    "io.winnow.extension..",
    "io.winnow.acquisition..",
    "io.winnow.decoding..",
    "io.winnow.display..",
    "io.winnow.selection..",
    "io.winnow.annotation..",
    "io.winnow.evaluation..",
    "io.winnow.stopping..",
    "io.winnow.weak..",
    "io.winnow.redaction.."
  };

  @ArchTest
  static final ArchRule purePackagesUseJavaAndEachOtherOnly =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              Stream.concat(
                      Stream.of("java..", "io.winnow", "org.apache.commons.math3.distribution.."),
                      Stream.of(PURE))
                  .toArray(String[]::new));

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
      HiddenInputs.notReadBy(alwaysTrue());
}
