package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TorchFileLawsTest {

  private static final List<String> GOOD =
      List.of("archive-2.bin", "archive-4.bin", "legacy-2.bin", "legacy-4.bin");

  private static Path folder;

  @BeforeContainer
  static void open() throws IOException {
    folder = Files.createTempDirectory("winnow");
  }

  @AfterContainer
  static void close() throws IOException {
    Files.deleteIfExists(folder.resolve("f.bin"));
    Files.delete(folder);
  }

  /** What torch.Tensor's permute, narrow and select give, in any combination. */
  @Property(tries = 100)
  void viewsOfAStorageAreReadAndWrittenRowByRow(
      @ForAll @Size(max = 4) List<@IntRange(max = 4) Integer> sizes, @ForAll Random random)
      throws IOException {
    List<Long> shape = new ArrayList<>();
    sizes.forEach(size -> shape.add((long) size));
    List<Integer> order = new ArrayList<>();
    sizes.forEach(size -> order.add(order.size()));
    Collections.shuffle(order, random);
    List<Long> strides = new ArrayList<>(shape);
    long span = 1 + random.nextInt(3);
    for (int dimension : order) {
      strides.set(dimension, span);
      span *= Math.max(1, shape.get(dimension)) + random.nextInt(2);
    }
    long offset = random.nextInt(3);
    float[] storage = new float[(int) (offset + span + 1)];
    for (int i = 0; i < storage.length; i++) {
      storage[i] = i;
    }
    byte[] pickle = TorchFiles.one("FloatStorage", storage.length, offset, shape, strides);
    byte[] bytes = TorchFiles.storages(Map.of("w", Tensor.of(storage, storage.length))).get(0);

    Weights weights = TorchFile.open(TorchFiles.archive(folder.resolve("f.bin"), pickle, bytes));
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    weights.stored().get("w").writeTo(Channels.newChannel(written));

    List<Float> expected = new ArrayList<>();
    collect(shape, strides, 0, offset, expected);
    assertThat(values(weights.tensor("w"))).isEqualTo(expected);
    assertThat(weights.shape("w")).isEqualTo(shape);
    FloatBuffer floats =
        ByteBuffer.wrap(written.toByteArray()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    assertThat(values(new Tensor(shape, floats))).isEqualTo(expected);
  }

  private static void collect(
      List<Long> shape, List<Long> strides, int dimension, long at, List<Float> into) {
    if (dimension == shape.size()) {
      into.add((float) at);
      return;
    }
    for (int i = 0; i < shape.get(dimension); i++) {
      collect(shape, strides, dimension + 1, at + i * strides.get(dimension), into);
    }
  }

  /** The archive's CRC-32 covers every number: what is read is right, or it is not read. */
  @Example
  void aByteThatChangedChangesNoNumberOfAnArchiveUnseen() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (String name : GOOD) {
      byte[] good = resource(name);
      Map<String, List<Float>> expected = numbers(good);
      for (int place = 0; place < good.length; place += 1 + random.nextInt(16)) {
        byte[] changed = good.clone();
        changed[place] = (byte) (changed[place] ^ 1 + random.nextInt(255));
        try {
          Map<String, List<Float>> read = numbers(changed);
          if (name.startsWith("archive")) {
            assertThat(read).as("%s with another byte %d", name, place).isEqualTo(expected);
          }
        } catch (InvalidModelException e) {
          assertThat(e).hasMessageStartingWith(folder.resolve("f.bin").toString());
        }
      }
    }
  }

  /** Several bytes, insertions, cuts: an answer or a refusal, nothing else, and soon. */
  @Property(tries = 300)
  void damagedFilesAreReadOrRefused(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(min = 1, max = 20) int changes,
      @ForAll Random random)
      throws IOException {
    byte[] bytes = resource(GOOD.get(which));
    for (int i = 0; i < changes; i++) {
      int place = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes = spliced(bytes, place, random.nextInt(16), 0);
        case 1 -> bytes = spliced(bytes, place, 0, random.nextInt(16));
        case 2 -> bytes[place] = (byte) 0xff;
        default -> bytes[place] = (byte) random.nextInt(256);
      }
    }
    try {
      numbers(bytes);
    } catch (InvalidModelException e) {
      assertThat(e).hasMessageStartingWith(folder.resolve("f.bin").toString());
    }
  }

  private static byte[] spliced(byte[] bytes, int at, int without, int more) {
    int rest = Math.min(bytes.length, at + without);
    byte[] spliced = new byte[at + more + bytes.length - rest];
    System.arraycopy(bytes, 0, spliced, 0, at);
    System.arraycopy(bytes, rest, spliced, at + more, bytes.length - rest);
    return spliced.length == 0 ? new byte[1] : spliced;
  }

  private static Map<String, List<Float>> numbers(byte[] bytes) throws IOException {
    Weights weights = TorchFile.open(Files.write(folder.resolve("f.bin"), bytes));
    Map<String, List<Float>> numbers = new LinkedHashMap<>();
    for (String name : weights.names()) {
      if (weights.stored().get(name).dtype().isOfWeights()) {
        numbers.put(name, values(weights.tensor(name)));
      }
    }
    return numbers;
  }

  private static List<Float> values(Tensor tensor) {
    List<Float> values = new ArrayList<>();
    FloatBuffer from = tensor.values();
    while (from.hasRemaining()) {
      values.add(from.get());
    }
    return values;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TorchFileLawsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
