package io.winnow.stopping;

import java.util.OptionalDouble;

/**
 * What a round that is over leaves for the rules to judge by.
 *
 * @param words labelled words that its model was trained on
 * @param f1 on the held-out sentences, in 0 to 1
 * @param kappa of its predictions for the stop set with those of the round before, see {@link
 *     TagAgreement}; empty where they can't be compared
 * @param uncertainty mean over the stop set's sentences that are not labelled yet, in nats a word;
 *     empty where there are none
 */
public record RoundFacts(
    int round, long words, double f1, OptionalDouble kappa, OptionalDouble uncertainty) {}
