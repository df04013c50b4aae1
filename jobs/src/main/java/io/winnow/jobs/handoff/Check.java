package io.winnow.jobs.handoff;

import io.winnow.contract.OutboundSentence;
import io.winnow.text.EntitySpan;
import java.util.List;
import java.util.Optional;

/**
 * A sentence and why it goes out.
 *
 * @param sentence under its sentence id
 * @param expected as in {@link SentRecord}
 */
record Check(OutboundSentence sentence, Purpose purpose, Optional<List<EntitySpan>> expected) {}
