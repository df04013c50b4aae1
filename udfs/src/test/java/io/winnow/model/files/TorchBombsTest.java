package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files whose numbers contradict each other; none may cost more than its own length. */
class TorchBombsTest {

  private static final long HUGE = 1L << 40;

  @TempDir Path folder;

  static Stream<Arguments> views() {
    return Stream.of(
        Arguments.of(4L, 0L, List.of(2L, 3L), List.of(3L, 1L)),
        Arguments.of(4L, 1L, List.of(2L, 2L), List.of(2L, 1L)),
        Arguments.of(4L, 0L, List.of(2L, 2L), List.of(3L, 1L)),
        Arguments.of(4L, 0L, List.of(HUGE, HUGE), List.of(0L, 0L)),
        Arguments.of(4L, 0L, List.of(HUGE), List.of(0L)),
        Arguments.of(4L, 0L, List.of(5L), List.of(0L)),
        Arguments.of(4L, Long.MAX_VALUE, List.of(1L), List.of(1L)),
        Arguments.of(4L, 0L, List.of(2L), List.of(Long.MAX_VALUE)),
        Arguments.of(4L, 0L, List.of(4L), List.of()),
        Arguments.of(4L, 5L, List.of(0L), List.of(1L)));
  }

  @ParameterizedTest
  @MethodSource("views")
  void aViewBeyondItsStorageIsRefused(long size, long offset, List<Long> shape, List<Long> strides)
      throws IOException {
    byte[] pickle = TorchFiles.one("FloatStorage", size, offset, shape, strides);
    Path file = TorchFiles.archive(file(), pickle, new byte[16]);

    refused(
        file,
        ": its pickle has a tensor of shape %s and strides %s from %d on, which storage '0' of %d"
            .formatted(shape, strides, offset, size));
  }

  @Test
  void negativeSizesAreRefused() throws IOException {
    for (byte[] pickle :
        List.of(
            TorchFiles.one("FloatStorage", -4, 0, List.of(1L), List.of(1L)),
            TorchFiles.one("FloatStorage", 4, -1, List.of(1L), List.of(1L)),
            TorchFiles.one("FloatStorage", 4, 0, List.of(-1L), List.of(1L)),
            TorchFiles.one("FloatStorage", 4, 0, List.of(1L), List.of(-1L)))) {
      refused(
          TorchFiles.archive(file(), pickle, new byte[16]),
          ": its pickle has something else where a size belongs; copy it again");
    }
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void aStorageOfAnotherSizeThanItsPickleSaysIsRefused(String type, long said, int bytes, int width)
      throws IOException {
    byte[] pickle = TorchFiles.one(type, said, 0, List.of(1L), List.of(1L));

    refused(
        TorchFiles.archive(file(), pickle, new byte[bytes]),
        ("is damaged: its pickle gives storage '0' %d numbers of %d bytes, 'archive/data/0' has %d"
                + " bytes")
            .formatted(said, width, bytes));
  }

  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of("FloatStorage", 3L, 16, 4),
        Arguments.of("HalfStorage", 4L, 16, 2),
        Arguments.of("DoubleStorage", 4L, 16, 8),
        Arguments.of("FloatStorage", HUGE, 16, 4),
        Arguments.of("FloatStorage", 4L, 17, 4),
        Arguments.of("DoubleStorage", 1L << 61, 0, 8));
  }

  @Test
  void aStorageThatIsMissingOrOfTwoTypesIsRefused() throws IOException {
    refused(
        TorchFiles.archive(file(), TorchFiles.one("FloatStorage", 1, 0, List.of(), List.of())),
        "is damaged: its archive has no 'archive/data/0'");

    Pickle two = new Pickle().op(Pickle.EMPTY_DICT, Pickle.MARK).string("a");
    TorchFiles.tensor(two, "0", "FloatStorage", 1, 0, List.of(), List.of()).string("b");
    TorchFiles.tensor(two, "0", "HalfStorage", 2, 0, List.of(), List.of()).op(Pickle.SETITEMS);
    refused(
        TorchFiles.archive(file(), two.finish(), new byte[4]), ": its pickle has storage '0' as");
  }

  /** 100 tensors of one storage: more than tied weights explain. */
  @Test
  void tensorsThatShareOneStorageManyTimesOverAreRefused() throws IOException {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_DICT, Pickle.MARK);
    for (int i = 0; i < 100; i++) {
      pickle.string("w" + i);
      TorchFiles.tensor(pickle, "0", "FloatStorage", 25_000, 0, List.of(25_000L), List.of(1L));
    }
    byte[] bytes = pickle.op(Pickle.SETITEMS).finish();

    refused(
        TorchFiles.archive(file(), bytes, new byte[100_000]), ": its tensors share their storages");
  }

  @Test
  void aTensorOfMoreDimensionsThanPyTorchHasIsRefused() throws IOException {
    List<Long> shape = Collections.nCopies(65, 1L);
    refused(
        TorchFiles.archive(file(), TorchFiles.one("FloatStorage", 1, 0, shape, shape), new byte[4]),
        ": its pickle has a tensor of 65 dimensions, of at most 64");
  }

  /** Of a sparse file: what is mapped into memory at once has an end. */
  @Test
  void aTransposedTensorBeyondTwoGibibytesIsRefused() throws IOException {
    long numbers = 1L << 29;
    byte[] pickle =
        TorchFiles.one("FloatStorage", numbers, 0, List.of(2L, numbers / 2), List.of(1L, 2L));
    byte[] head = TorchFiles.legacyHead(pickle, 1);
    try (FileChannel out =
        FileChannel.open(
            file(),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      out.write(ByteBuffer.wrap(head));
      out.write(ByteBuffer.wrap(TorchFiles.count(numbers)));
      out.write(ByteBuffer.allocate(1), out.position() + numbers * Float.BYTES - 1);
    }

    refused(file(), ": tensor 'w' lies in 536870912 numbers of 4 bytes, not row by row;");
  }

  /** A list of 1,000 pairs, of which 2,000 dicts are made: the product of two small numbers. */
  @Test
  void dictsOfOneListAgainAndAgainAreRefused() throws IOException {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_LIST, Pickle.MARK);
    for (int i = 0; i < 1000; i++) {
      pickle.op(Pickle.EMPTY_LIST, Pickle.MARK).string("k" + i).op(Pickle.NONE, Pickle.APPENDS);
    }
    pickle.op(Pickle.APPENDS, Pickle.BINPUT, (char) 0);
    for (int i = 0; i < 2000; i++) {
      pickle.global("collections", "OrderedDict").op(Pickle.BINGET, (char) 0);
      pickle.op(Pickle.TUPLE1, Pickle.REDUCE);
    }
    refused(
        TorchFiles.archive(file(), pickle.finish()),
        ": its pickle makes dicts of the same list again and again");
  }

  @Test
  void aDictOfPairsIsReadAsPython2WritesIt() throws IOException {
    Pickle pickle = new Pickle().global("collections", "OrderedDict");
    pickle.op(Pickle.EMPTY_LIST, Pickle.EMPTY_LIST, Pickle.MARK).string("w");
    TorchFiles.tensor(pickle, "0", "FloatStorage", 1, 0, List.of(1L), List.of(1L));
    pickle.op(Pickle.APPENDS, Pickle.APPEND, Pickle.TUPLE1, Pickle.REDUCE);

    Weights weights = TorchFile.open(TorchFiles.archive(file(), pickle.finish(), new byte[4]));

    assertThat(weights.names()).containsExactly("w");
  }

  /** Each entry is the whole of the next one, too: the sum grows with the square of the file. */
  @Test
  void entriesThatLieOverEachOtherAreRefused() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("m/data.pkl", TorchFiles.one("FloatStorage", 1, 0, List.of(1L), List.of(1L)));
    entries.put("m/data/0", new byte[4]);
    byte[] zip = Files.readAllBytes(TorchFiles.zip(file(), entries));
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(zip.length - 6);
    // The first entry's sizes: up to the directory, over the second one.
    int all = directory - 40 - "m/data.pkl".length();
    bytes.putInt(directory + 20, all).putInt(directory + 24, all);

    refused(Files.write(file(), zip), "is a damaged ZIP archive: 'm/data/0' with its bytes [");
  }

  @Test
  void moreEntriesThanTheDirectoryHasRoomForAreRefused() throws IOException {
    byte[] zip = Files.readAllBytes(TorchFiles.archive(file(), new byte[10]));
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(zip.length - 12, (short) -1);

    refused(Files.write(file(), zip), "is a damaged ZIP archive: its directory has 65535 entries");
  }

  @Test
  void anArchiveThatIsCutShortIsRefused() throws IOException {
    byte[] zip =
        Files.readAllBytes(
            TorchFiles.archive(file(), Map.of("w", Tensor.of(new float[1000], 10, 100))));
    for (int length : new int[] {4, 100, 2000, zip.length - 1}) {
      refused(Files.write(file(), Arrays.copyOf(zip, length)), "is cut short: ");
    }
  }

  @Test
  void anOlderFileThatIsCutShortOrTooLongIsRefused() throws IOException {
    byte[] whole =
        Files.readAllBytes(
            TorchFiles.legacy(file(), Map.of("w", Tensor.of(new float[1000], 10, 100))));
    for (int length : new int[] {4, 30, 150, whole.length - 4001, whole.length - 1}) {
      refused(Files.write(file(), Arrays.copyOf(whole, length)), "is cut short: ");
    }
    refused(
        Files.write(file(), Arrays.copyOf(whole, whole.length + 1)),
        "is damaged: it has 1 storages and ends at byte %d; its pickle has 0 more, the file %d"
            .formatted(whole.length, whole.length + 1));
  }

  @Test
  void anOlderFileThatContradictsItselfIsRefused() throws IOException {
    byte[] one = TorchFiles.one("FloatStorage", HUGE, 0, List.of(1L), List.of(1L));
    byte[] head = TorchFiles.legacyHead(one, 1);
    byte[] bytes = Arrays.copyOf(head, head.length + 16);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length, HUGE);
    refused(
        Files.write(file(), bytes),
        "is cut short: storage '0' takes %d numbers of 4 bytes".formatted(HUGE));

    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(head.length, 2);
    refused(
        Files.write(file(), bytes),
        "is damaged: it has storage '0' of 2 numbers, its pickle says %d".formatted(HUGE));

    byte[] small = TorchFiles.one("FloatStorage", 1, 0, List.of(1L), List.of(1L));
    refused(TorchFiles.legacy(file(), small, List.of()), "its pickle has 1 more, the file");
    refused(
        TorchFiles.legacy(file(), small, List.of(new byte[4], new byte[4])),
        "is damaged: it lists a storage that no tensor has");
  }

  @Test
  void aPickleOfMoreThanAnyModelsIsRefused() throws IOException {
    byte[] large = new byte[PickleInput.MAX_BYTES + 1];
    refused(
        TorchFiles.archive(file(), large),
        ": 'archive/data.pkl' has 33554433 bytes, of at most 33554432");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> TorchFile.open(file))
        .isInstanceOf(InvalidModelException.class)
        .satisfies(e -> assertThat(e.getMessage()).startsWith(file.toString()))
        .hasMessageContaining(why);
  }

  private Path file() {
    return folder.resolve("pytorch_model.bin");
  }
}
