package io.winnow.vendor;

import java.util.List;

/**
 * What became of a delivery. Every row that was read is in exactly one of the three: {@code
 * accepted + rejected + repeated = rowsRead}.
 *
 * @param accepted one a sentence and annotator, by record id, then annotator
 * @param rejected by file, then row
 * @param repeated rows that say again what an accepted or rejected row has said
 * @param rowsRead rows in all files
 */
public record ReturnCheck(
    List<AcceptedAnnotation> accepted, List<RejectedRow> rejected, long repeated, long rowsRead) {

  public ReturnCheck {
    accepted = List.copyOf(accepted);
    rejected = List.copyOf(rejected);
    if (accepted.size() + rejected.size() + repeated != rowsRead) {
      throw new IllegalStateException(
          "Rows went missing: %d read, but %d accepted, %d rejected and %d repeated"
              .formatted(rowsRead, accepted.size(), rejected.size(), repeated));
    }
  }
}
