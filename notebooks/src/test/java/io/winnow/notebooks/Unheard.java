package io.winnow.notebooks;

import java.util.Map;
import org.apache.zeppelin.interpreter.InterpreterOutput;
import org.apache.zeppelin.interpreter.InterpreterOutputListener;
import org.apache.zeppelin.interpreter.InterpreterResultMessageOutput;
import org.apache.zeppelin.interpreter.remote.RemoteInterpreterEventClient;

/** Where the interpreter tells of what a page would show at once. */
final class Unheard {

  static final InterpreterOutputListener OUTPUT =
      new InterpreterOutputListener() {
        @Override
        public void onUpdateAll(InterpreterOutput out) {}

        @Override
        public void onAppend(int index, InterpreterResultMessageOutput out, byte[] line) {}

        @Override
        public void onUpdate(int index, InterpreterResultMessageOutput out) {}
      };

  private Unheard() {}

  /** The server that is not there. */
  static final class Server extends RemoteInterpreterEventClient {

    Server() {
      super("localhost", 0, 1);
    }

    @Override
    public void onParaInfosReceived(Map<String, String> facts) {}
  }
}
