package io.winnow.selection;

/** Why a sentence was chosen. */
public enum Reason {
  /** The model is least certain of it. */
  UNCERTAIN,
  /** By chance: the first round, and the random share of later ones. */
  RANDOM
}
