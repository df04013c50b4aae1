package io.winnow.selection;

import java.io.Serializable;

/**
 * A chosen sentence.
 *
 * @param rank counts from 1
 * @param words its number of words
 * @param score the acquisition function's number; null for a random pick
 */
public record Selected(int rank, String id, int words, Double score, Reason reason)
    implements Serializable {}
