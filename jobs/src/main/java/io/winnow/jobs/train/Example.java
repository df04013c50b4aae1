package io.winnow.jobs.train;

import io.winnow.text.EntitySpan;
import java.util.List;

/**
 * A labelled sentence.
 *
 * @param spans gold or settled; none overlap
 */
record Example(String id, List<String> words, List<EntitySpan> spans) {}
