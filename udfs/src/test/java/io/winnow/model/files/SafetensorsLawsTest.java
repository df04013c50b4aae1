package io.winnow.model.files;

import static java.util.Arrays.copyOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;

class SafetensorsLawsTest {

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsReadBackBitByBit(@ForAll("tensors") Map<String, Tensor> tensors)
      throws IOException {
    Path file = Files.createTempFile("winnow", ".safetensors");
    Files.delete(file);
    try {
      Safetensors.write(file, tensors);
      Weights read = Safetensors.open(file);

      assertThat(read.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        Tensor tensor = read.tensor(entry.getKey());
        assertThat(tensor.shape()).isEqualTo(entry.getValue().shape());
        assertThat(read.shape(entry.getKey())).isEqualTo(entry.getValue().shape());
        assertThat(bits(tensor)).isEqualTo(bits(entry.getValue()));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** An answer or a refusal that names the file, whatever is wrong with it. */
  @Property(tries = 500)
  void damagedFilesAreReadOrRefused(
      @ForAll @IntRange(min = 1, max = 5) int changes, @ForAll Random random) throws IOException {
    byte[] bytes = good();
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
    Path file = Files.write(Files.createTempFile("winnow", ".safetensors"), copyOf(bytes, length));
    try {
      Weights read = Safetensors.open(file);
      for (StoredTensor tensor : read.stored().values()) {
        assertThat(tensor.position() + tensor.bytes()).isLessThanOrEqualTo(length);
      }
    } catch (InvalidModelException e) {
      assertThat(e).hasMessageStartingWith(file.toString());
    } finally {
      Files.delete(file);
    }
  }

  private static byte[] good() throws IOException {
    Path file = Files.createTempFile("winnow", ".safetensors");
    Files.delete(file);
    try {
      Tensor tensor = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
      Safetensors.write(file, Map.of("a.weight", tensor, "b", tensor.as(Dtype.BF16)));
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Any names but the one that is not a tensor's; any bits, NaNs too. */
  @Provide
  Arbitrary<Map<String, Tensor>> tensors() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .ofMaxLength(12)
            .filter(name -> !name.equals("__metadata__") && valid(name));
    return Arbitraries.maps(names, tensor()).ofMaxSize(5);
  }

  private static Arbitrary<Tensor> tensor() {
    return Arbitraries.integers()
        .between(0, 4)
        .list()
        .ofMaxSize(3)
        .flatMap(
            sizes -> {
              List<Long> shape = sizes.stream().map(Integer::longValue).toList();
              int count = (int) Tensor.elements(shape);
              return Arbitraries.integers()
                  .withDistribution(RandomDistribution.uniform())
                  .array(int[].class)
                  .ofSize(count)
                  .map(bits -> new Tensor(shape, floats(bits)));
            });
  }

  /** UTF-8 has no bytes for half of a surrogate pair. */
  private static boolean valid(String name) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(name);
  }

  private static FloatBuffer floats(int[] bits) {
    FloatBuffer values = FloatBuffer.allocate(bits.length);
    for (int bit : bits) {
      values.put(Float.intBitsToFloat(bit));
    }
    return values.flip();
  }

  private static int[] bits(Tensor tensor) {
    FloatBuffer values = tensor.values();
    int[] bits = new int[values.remaining()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values.get(i));
    }
    return bits;
  }
}
