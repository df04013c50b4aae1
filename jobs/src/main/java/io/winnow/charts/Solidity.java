package io.winnow.charts;

import java.util.List;

/** Bars of two kinds, told apart by being hollow or solid. */
final class Solidity {

  private Solidity() {}

  /**
   * @param names of the hollow ones and of the solid ones, or of the solid ones alone
   */
  static Spec scale(List<String> names, Size size) {
    List<String> both = List.of(Ink.PAPER.standIn(), Ink.C1.standIn());
    return Spec.scale("fill")
        .with("name", "")
        .with("breaks", Spec.list(names))
        .with("limits", Spec.list(names))
        .with("values", Spec.list(both.subList(2 - names.size(), 2)))
        .with("guide", Spec.named("legend").with("ncol", size.columns(names)));
  }
}
