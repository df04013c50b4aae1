package io.winnow.jobs.export;

import io.winnow.exchange.DataSetFormat;

/** How the data sets of each format are read. */
final class DataSetRecipes {

  private static final String AGAIN =
      "\n\n`winnow init --input FOLDER` reads the folder, with the test split as the hold-out set.";

  private DataSetRecipes() {}

  static String of(DataSetFormat format) {
    return switch (format) {
          case CONLL ->
              """
              A word and its IOB2 tag a line, parted by a tab; an empty line ends a sentence. There are no comments, since many
              readers take every line for a word; sentences are in the order of their ids. A blank within a word is written `_`.\
              """;
          case JSONL ->
              """
              A JSON object a line: `id`, `text`, `tokens` with their places, `entities` with `start`, `end` and `type`.

              ```python
              from datasets import load_dataset
              data = load_dataset("FOLDER")
              ```\
              """;
          case HUGGINGFACE ->
              """
              ```python
              from datasets import load_dataset
              data = load_dataset("FOLDER")
              names = data["train"].features["ner_tags"].feature.names
              ```

              `ner_tags` has an IOB2 tag for each of `tokens`; `entities` has the same as places in `text`.\
              """;
          case LABEL_STUDIO ->
              """
              Make a project with the labelling interface of `labeling-config.xml`, then import each JSON file. The entities of a
              task are one annotation.\
              """;
          case SPACY ->
              """
              `entities` are `[start, end, type]`. To make a DocBin for `spacy train`:

              ```python
              import json, spacy
              blank, docs = spacy.blank("xx"), spacy.tokens.DocBin()
              for record in map(json.loads, open("train.jsonl", encoding="utf-8")):
                  doc = blank.make_doc(record["text"])
                  doc.ents = [doc.char_span(*entity, alignment_mode="expand") for entity in record["entities"]]
                  docs.add(doc)
              docs.to_disk("train.spacy")
              ```\
              """;
        }
        + AGAIN;
  }
}
