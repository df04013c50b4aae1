package io.winnow.testing.crowd;

import io.winnow.testing.crowd.CrowdErrors.Slip;

/**
 * What all annotators of a sentence share.
 *
 * @param unseen by gold span: how much harder than average it is to see, in logits
 * @param typeDoubts by gold span: the same of its type
 * @param boundaryDoubts by gold span: the same of its boundaries
 * @param types by gold span: the type of it by who takes it for another
 * @param slips by gold span: the boundaries of it by who takes others
 * @param temptations by word: how much more often than average it is marked though it is no entity
 * @param lures by word: the type of it by who marks it
 */
record Difficulties(
    double[] unseen,
    double[] typeDoubts,
    double[] boundaryDoubts,
    int[] types,
    Slip[] slips,
    double[] temptations,
    int[] lures) {}
