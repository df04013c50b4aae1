package io.winnow.acquisition;

import io.winnow.extension.Registry;
import java.util.List;
import java.util.Set;

/**
 * The acquisition functions that configuration may name, of one pass and of several: Winnow's own,
 * and those that jars on the class path name in {@code
 * META-INF/services/io.winnow.acquisition.AcquisitionFunction}.
 *
 * @since 0.1.0
 */
public final class AcquisitionFunctions {

  /** The base of a strategy that needs no function, and columns of the tables that scores meet. */
  static final Set<String> RESERVED =
      Set.of(
          ("random id word-count spans set-aside model embedding source source-id text words rank"
                  + " score reason suggestions versions")
              .split(" "));

  private static final Registry<AcquisitionFunction> ALL =
      new Registry<>(AcquisitionFunction.class, "acquisition function", Formulas.ALL, RESERVED);

  private AcquisitionFunctions() {}

  /** All names: first Winnow's own, in a fixed order. */
  public static List<String> names() {
    return ALL.names();
  }

  /** Names of those that need one pass of the model. */
  public static List<String> onePassNames() {
    return namesOf(OnePassFunction.class);
  }

  /** Names of those that need several passes with dropout on. */
  public static List<String> committeeNames() {
    return namesOf(CommitteeFunction.class);
  }

  private static List<String> namesOf(Class<? extends AcquisitionFunction> kind) {
    return ALL.all().stream().filter(kind::isInstance).map(AcquisitionFunction::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; the message lists those there
   *     are
   */
  public static AcquisitionFunction named(String name) {
    return ALL.named(name);
  }

  /** How a function that is not there gets there: the second half of a message. */
  public static String wayIn() {
    return ALL.wayIn();
  }
}
