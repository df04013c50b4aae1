package io.winnow.model;

import ai.djl.Device;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.ModelJson;
import io.winnow.model.tags.HeadTags;
import io.winnow.model.tags.TagScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a checkpoint that is imported, with what its labels mean settled.
 *
 * @param tags nothing where there is no head that can score
 * @param remark how its labels are read, and what tells that; or why it can't score: a sentence
 *     without its period
 */
public record ImportedHead(Optional<HeadTags> tags, String remark) {

  /**
   * What the person who imports says of a head.
   *
   * @param labels in the order of their ids; none: those of its {@code config.json}
   * @param scheme empty: as the labels or its predictions tell
   */
  public record Asked(List<String> labels, Optional<TagScheme> scheme) {

    public static final Asked NOTHING = new Asked(List.of(), Optional.empty());

    public Asked {
      labels = List.copyOf(labels);
    }
  }

  /**
   * Writes labels that were given into {@code config.json}, and finds out what they mean; runs the
   * model on a few built-in texts where only that tells.
   *
   * @param folder a checkpoint, to be changed
   * @throws InvalidModelException if what was asked does not fit the head
   */
  public static ImportedHead settle(Path folder, Asked asked) throws IOException {
    if (!asked.labels().isEmpty()) {
      rename(folder.resolve(Checkpoint.CONFIG), asked.labels());
    }
    Checkpoint checkpoint = Checkpoint.open(folder);
    if (checkpoint.headTags().isEmpty()) {
      String why = checkpoint.whyNoHead().orElseThrow();
      if (!asked.equals(Asked.NOTHING)) {
        throw new InvalidModelException("%s has no head: %s".formatted(folder, why));
      }
      return new ImportedHead(Optional.empty(), why);
    }
    HeadTags labels = checkpoint.headTags().get();
    if (asked.scheme().isPresent()) {
      HeadTags meant = meant(folder, labels, asked.scheme().get());
      return new ImportedHead(Optional.of(meant), meant.explained() + " (as asked)");
    }
    if (labels.scheme().isPresent()) {
      return new ImportedHead(Optional.of(labels), labels.explained());
    }
    try (TokenClassifier classifier = TokenClassifier.load(folder, Precision.FP32, Device.cpu())) {
      return new ImportedHead(Optional.of(classifier.tags()), classifier.labelsRead());
    }
  }

  private static HeadTags meant(Path folder, HeadTags labels, TagScheme scheme) {
    try {
      return labels.meant(scheme);
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException("%s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static void rename(Path configFile, List<String> labels) throws IOException {
    ObjectNode config = ModelJson.SETTINGS.object(configFile, "write it with save_pretrained");
    Head.name(config, labels);
    Checkpoint.writeJson(configFile, config);
  }

  /** What {@link Checkpoint#LINEAGE} tells of it. */
  public Map<String, String> lineage() {
    return tags.map(
            it ->
                Map.of(
                    Checkpoint.TAG_SCHEME, it.scheme().orElseThrow().code(), "tags_read", remark))
        .orElse(Map.of());
  }
}
