package io.winnow.hub;

import java.util.List;
import java.util.SortedSet;

/** Which of a model's files are wanted. */
@FunctionalInterface
public interface FileChoice {

  /**
   * @param names of all that the model has, such as {@code onnx/model.onnx}
   * @return some of them, without folders
   * @throws RuntimeException if what is needed is not among them
   */
  List<String> of(SortedSet<String> names);
}
