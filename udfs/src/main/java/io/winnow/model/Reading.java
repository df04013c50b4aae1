package io.winnow.model;

import java.util.List;

/**
 * What a model made of sentences, and what it cost.
 *
 * @param logProbabilities for each sentence [words, tags] natural-log probabilities, row-major
 * @param tokens sub-words read, special tokens and repeated context included
 * @param paddedTokens sub-words computed on: what was read and what filled batches up
 * @param batches calls of the model
 */
public record Reading(
    List<float[]> logProbabilities, long tokens, long paddedTokens, long batches) {}
