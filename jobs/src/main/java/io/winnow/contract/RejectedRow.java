package io.winnow.contract;

/**
 * A row of a return that was not accepted.
 *
 * @param file the return's name below the inbox
 * @param row number in the file, from 0
 * @param recordId as the row has it; may be null
 * @param annotatorId as the row has it; may be null
 * @param message one sentence for the vendor
 */
public record RejectedRow(
    String file, long row, String recordId, String annotatorId, ReasonCode reason, String message)
    implements Verdict {}
