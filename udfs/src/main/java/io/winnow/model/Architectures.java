package io.winnow.model;

import java.nio.file.Path;
import java.util.List;

/** The encoders that Winnow supports. */
final class Architectures {

  private static final List<Architecture> KNOWN = List.of(new BertArchitecture());

  private Architectures() {}

  static Architecture of(Path configFile, String modelType) {
    return KNOWN.stream()
        .filter(architecture -> architecture.modelType().equals(modelType))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "%s: model_type '%s' is not supported; supported: %s"
                        .formatted(
                            configFile,
                            modelType,
                            KNOWN.stream().map(Architecture::modelType).toList())));
  }
}
