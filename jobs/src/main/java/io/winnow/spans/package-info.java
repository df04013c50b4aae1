/**
 * Spans in records of JSON, however a tool or a data set writes them. Every door at which records
 * come in uses this one mechanism, so that what one understands, all do:
 *
 * <ul>
 *   <li>{@link io.winnow.spans.SpanFinder} finds the lists of spans in a record, whatever their
 *       field is called and however deep it is.
 *   <li>{@link io.winnow.spans.SpanReader} reads an element of such a list: an object, {@code
 *       [start, end, type]}, {@code [start, end, type, text]} or {@code [type, start, end]}.
 *   <li>{@link io.winnow.spans.AnswerState} knows the words by which tools say that something was
 *       not confirmed.
 * </ul>
 *
 * To teach all doors another way of writing, add its names to a table: places to {@code
 * PlaceFields}, types to {@code TypeFields}, quotes to {@code SpanReader}; then add a line to
 * {@code SpanSpellingsTest}. A door keeps what is its own: what becomes of a span that does not fit
 * the text, what several lists mean, which fields hold anything else.
 */
@io.winnow.Internal
package io.winnow.spans;
