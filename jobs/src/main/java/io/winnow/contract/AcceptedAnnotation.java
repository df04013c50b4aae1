package io.winnow.contract;

import io.winnow.annotation.Annotation;

/**
 * An answer that fits what was sent.
 *
 * @param seconds time spent; null where the return does not say
 * @param comment null where the return has none
 * @param file the return's name below the inbox
 * @param row number in the file, from 0
 */
public record AcceptedAnnotation(
    String batchId, Annotation annotation, Double seconds, String comment, String file, long row)
    implements Verdict {}
