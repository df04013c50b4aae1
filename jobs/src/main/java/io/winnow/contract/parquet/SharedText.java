package io.winnow.contract.parquet;

import com.fasterxml.jackson.databind.node.TextNode;

/** A text that many rows of a file have. */
final class SharedText extends TextNode {

  private static final long serialVersionUID = 1L;

  /** Its number among those that were handed on, or -1. */
  private int number = -1;

  SharedText(String text) {
    super(text);
  }

  int number() {
    return number;
  }

  void number(int given) {
    number = given;
  }
}
