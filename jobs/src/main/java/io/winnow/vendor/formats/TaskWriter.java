package io.winnow.vendor.formats;

import io.winnow.vendor.OutboundSentence;
import java.io.Closeable;
import java.io.IOException;

/** Writes sentences for a tool, one after the other. */
interface TaskWriter extends Closeable {

  void write(String batchId, OutboundSentence sentence) throws IOException;
}
