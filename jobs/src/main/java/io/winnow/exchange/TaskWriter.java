package io.winnow.exchange;

import io.winnow.contract.OutboundSentence;
import java.io.Closeable;
import java.io.IOException;

/** Writes sentences for a tool, one after the other. */
interface TaskWriter extends Closeable {

  void write(String batchId, OutboundSentence sentence) throws IOException;
}
