package io.winnow.jobs.train;

/** What a round's training begins with. */
public enum TrainInit {
  /** The pretrained encoder and a new head, so that errors of earlier rounds do not persist. */
  ENCODER,
  /**
   * The model of the round before, with its head where the entity types are the same; the encoder
   * in the first round.
   */
  PREVIOUS
}
