package io.winnow.process;

import com.sun.jna.NativeLibrary;

/**
 * {@code _exit(2)}: ends the process at once. {@link Runtime#halt} is not enough: HotSpot ends by
 * {@code exit(3)}, which destroys the C++ statics of every library, under the feet of threads that
 * are still in it.
 */
public final class HardExit {

  private HardExit() {}

  /**
   * @param code 0 to 255
   */
  public static void now(int code) {
    try {
      NativeLibrary.getProcess().getFunction("_exit").invokeVoid(new Object[] {code});
    } catch (LinkageError | RuntimeException e) {
      // Windows calls it otherwise, and a folder may be mounted so that JNA can't load anything.
      Runtime.getRuntime().halt(code);
    }
  }
}
