package io.winnow.notebooks;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.zeppelin.display.Input;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResultMessage;

/**
 * What a paragraph came to.
 *
 * @param forms what it asked the person for, by name
 * @param messages what it shows, in order
 */
record ParagraphResult(
    Paragraph paragraph,
    InterpreterResult.Code code,
    Map<String, Input<?>> forms,
    List<InterpreterResultMessage> messages) {

  /** All that it shows as one kind of display. */
  String all(InterpreterResult.Type type) {
    return messages.stream()
        .filter(message -> message.getType() == type)
        .map(InterpreterResultMessage::getData)
        .collect(Collectors.joining("\n"));
  }

  String html() {
    return all(InterpreterResult.Type.HTML);
  }

  String table() {
    return all(InterpreterResult.Type.TABLE);
  }

  String text() {
    return all(InterpreterResult.Type.TEXT);
  }
}
