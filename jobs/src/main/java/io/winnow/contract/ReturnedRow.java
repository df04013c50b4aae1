package io.winnow.contract;

import java.util.List;

/**
 * A row of a return, not judged yet; any value may be null.
 *
 * @param file the return's name
 * @param row number in the file, from 0
 * @param spans null where the cell is null or the column is missing; so is {@code tags}
 * @param tags an element is null where the file's is
 * @param importError why the record of another tool, which this row was made from, is no answer;
 *     null where it is one
 */
record ReturnedRow(
    String file,
    long row,
    String recordId,
    String batchId,
    String annotatorId,
    String status,
    List<ReturnedSpan> spans,
    List<String> tags,
    Number seconds,
    String comment,
    String importError) {}
