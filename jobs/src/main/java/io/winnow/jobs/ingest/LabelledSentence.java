package io.winnow.jobs.ingest;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * @param sourceId the input's own id, null if it has none
 * @param gold spans in reading order, none overlap; empty list if known to hold no entity
 */
record LabelledSentence(String sourceId, Sentence sentence, Optional<List<EntitySpan>> gold) {}
