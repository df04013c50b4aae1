package io.winnow.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Tests aside, whether they lie in a folder or in the jar for tests of other modules. */
public final class ProductClasses implements ImportOption {

  private static final ImportOption NO_TEST_FOLDERS = new DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return NO_TEST_FOLDERS.includes(location) && !location.contains("-tests.jar");
  }
}
