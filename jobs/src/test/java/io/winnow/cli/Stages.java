package io.winnow.cli;

import io.winnow.api.ExitCode;
import io.winnow.testing.TinyEncoder;
import io.winnow.testing.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Workspaces that stand at some point of a round, on a small part of the sample and the tiny
 * encoder. Each is made once a build, and every test gets a copy of its own: a workspace holds no
 * absolute path, so it may be copied and moved.
 */
enum Stages {
  /** Initialised, the encoder is there. */
  READY {
    @Override
    void reach(Desk desk, Path inputs) throws IOException {
      Path corpus = Sample.of(SENTENCES).conll(inputs.resolve("corpus.conll"));
      desk.run("init", "--input=" + corpus).exited(ExitCode.DONE);
      Path encoder = TinyEncoder.write(inputs.resolve("encoder"));
      desk.run("model", "import", "--from=" + encoder).exited(ExitCode.DONE);
    }
  },
  /** Round 0 is with the vendor. */
  SENT {
    @Override
    void reach(Desk desk, Path inputs) {
      copy(READY.original(), desk.workspace());
      desk.run("round").exited(ExitCode.DONE);
    }
  },
  /** All answers of round 0 lie in the inbox. */
  RETURNED {
    @Override
    void reach(Desk desk, Path inputs) {
      copy(SENT.original(), desk.workspace());
      desk.run("vendor", "simulate").exited(ExitCode.DONE);
    }
  },
  /** They are merged; a model is to be trained. */
  MERGED {
    @Override
    void reach(Desk desk, Path inputs) {
      copy(RETURNED.original(), desk.workspace());
      desk.run("merge").exited(ExitCode.DONE);
    }
  },
  /** Round 0 is over; the pool is to be scored. */
  MEASURED {
    @Override
    void reach(Desk desk, Path inputs) {
      copy(MERGED.original(), desk.workspace());
      desk.run("round", "--set=round.last=0").exited(ExitCode.DONE);
    }
  },
  /** Round 1 is with the vendor. */
  SENT_AGAIN {
    @Override
    void reach(Desk desk, Path inputs) {
      copy(MEASURED.original(), desk.workspace());
      desk.run("round").exited(ExitCode.DONE);
    }
  },
  /** Two rounds are over, on more of the sample and the real encoder: what it finds is right. */
  LEARNT {
    @Override
    void reach(Desk desk, Path inputs) throws IOException {
      Files.writeString(desk.workspace().resolve("winnow.conf"), LEARNING);
      Path corpus = Sample.of(8 * SENTENCES).conll(inputs.resolve("corpus.conll"));
      desk.run("init", "--input=" + corpus).exited(ExitCode.DONE);
      desk.run("model", "import").exited(ExitCode.DONE);
      for (int round = 0; round < 2; round++) {
        desk.run("round").exited(ExitCode.DONE);
        desk.run("vendor", "simulate").exited(ExitCode.DONE);
        desk.run("round", "--set=round.last=" + round).exited(ExitCode.DONE);
      }
    }
  };

  static final int SENTENCES = 120;

  /** Precision and threads are given, so that every machine learns nearly the same. */
  private static final String LEARNING =
      """
      init.source = sample
      score.precision = fp32
      select.budget-words = 1500
      train { min-steps = 80, max-steps = 80, precision = fp32, threads = 1 }
      """;

  private static final String WORKSPACE = "workspace";

  private Path original;

  /** Brings a desk to this stage. */
  abstract void reach(Desk desk, Path inputs) throws IOException;

  /** A copy in a folder that is not there yet. */
  Desk copyTo(Path workspace) {
    copy(original(), workspace);
    return new Desk(workspace);
  }

  private synchronized Path original() {
    if (original == null) {
      try {
        original = StageShelf.folder(name(), this::fill).resolve(WORKSPACE);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return original;
  }

  private void fill(Path folder) throws IOException {
    reach(Desk.at(folder.resolve(WORKSPACE)), folder);
  }

  private static void copy(Path from, Path to) {
    try {
      Trees.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
