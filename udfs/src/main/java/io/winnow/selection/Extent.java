package io.winnow.selection;

/** How much of what there is a list of candidates holds. */
public enum Extent {
  /** Every one that there is. */
  ALL,
  /** The first ones, as many as were asked for. */
  ENOUGH,
  /** The first ones, but fewer than were asked for: look again with a wider limit. */
  TOO_FEW
}
