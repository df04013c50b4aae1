package io.winnow.model;

/**
 * A sentence as the encoder's vocabulary spells it, without special tokens.
 *
 * @param ids the sub-words' ids
 * @param firsts for each word, the place in {@code ids} of its first sub-word; rising
 */
record Subwords(int[] ids, int[] firsts) {

  public int words() {
    return firsts.length;
  }
}
