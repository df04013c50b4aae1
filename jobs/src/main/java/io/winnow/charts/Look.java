package io.winnow.charts;

import java.util.List;

/** How a line looks besides its colour: the shape of its points and its dashes. */
record Look(int shape, String dashes) {

  /** Shapes by ggplot's numbers, hollow ones first. */
  private static final List<Look> LOOKS =
      List.of(
          new Look(21, "solid"),
          new Look(22, "dashed"),
          new Look(24, "dotted"),
          new Look(23, "dotdash"),
          new Look(25, "longdash"),
          new Look(4, "twodash"));

  /** The look of the n-th line; the first six differ from each other. */
  static Look of(int line) {
    return LOOKS.get(line % LOOKS.size());
  }
}
