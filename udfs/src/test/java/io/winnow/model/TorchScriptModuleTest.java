package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import com.sun.management.ThreadMXBean;
import io.winnow.files.RunFolder;
import io.winnow.model.files.Dtype;
import io.winnow.model.files.InvalidModelException;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.TensorBytes;
import io.winnow.model.files.TorchFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** libtorch is the judge: it loads the archive and gives the numbers back. */
class TorchScriptModuleTest {

  @TempDir Path folder;

  static Stream<List<Long>> shapes() {
    return Stream.of(
        List.of(1L),
        List.of(7L),
        List.of(1L, 1L),
        List.of(3L, 1L, 5L),
        List.of(2L, 3L, 4L, 5L),
        List.of(0L, 4L),
        List.of(257L, 513L));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void libtorchGivesSinglesBackBitByBit(List<Long> shape) throws IOException {
    Tensor written = random(shape);
    try (ToyModule module = ToyModule.of(List.of(written), 1, Dtype.F32)) {
      Tensor read = module.weight();
      assertThat(read.shape()).isEqualTo(shape);
      assertThat(read.values()).isEqualTo(written.values());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void libtorchGivesBfloatsBackRoundedOnce(List<Long> shape) throws IOException {
    Tensor written = random(shape);
    try (ToyModule module = ToyModule.of(List.of(written), 1, Dtype.BF16)) {
      Tensor read = module.weight();
      assertThat(read.shape()).isEqualTo(shape);
      for (int i = 0; i < read.elements(); i++) {
        short bits = Tensor.HalfFormat.toBf16(written.values().get(i));
        assertThat(read.values().get(i)).isEqualTo(Tensor.HalfFormat.BF16.widen(bits));
      }
    }
  }

  /** Its writer gives every archive a 64-bit directory and pads entries. */
  @Test
  void anArchiveThatLibtorchWroteIsToldFromWeights() throws IOException {
    Path file = folder.resolve("pytorch_model.bin");
    List<Tensor> part = List.of(random(List.of(3L)));
    try (ToyModule module = ToyModule.of(part, 1, Dtype.F32)) {
      module.save(file);
    }

    assertThatThrownBy(() -> TorchFile.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is a TorchScript archive, a program");
  }

  @Test
  void partsAreJoinedByRows() throws IOException {
    List<Tensor> parts =
        List.of(
            Tensor.of(new float[] {1, 2}, 1, 2),
            Tensor.of(new float[] {3, 4, 5, 6}, 2, 2),
            Tensor.of(new float[] {7, 8}, 1, 2));
    try (ToyModule module = ToyModule.of(parts, 1, Dtype.F32)) {
      assertThat(module.weight().shape()).containsExactly(4L, 2L);
      assertThat(module.weight().values().array()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  /** A table of 250,000 sub-words in width 1,024 has 1 GB, as much as an executor's whole heap. */
  @ParameterizedTest
  @EnumSource(
      value = Dtype.class,
      names = {"F32", "BF16"})
  void aLargeTableDoesNotPassThroughTheHeap(Dtype kept) throws IOException {
    Path file = folder.resolve("large.safetensors");
    Tensor table = random(List.of(8_000L, 1_000L));
    Safetensors.write(file, Map.of("w", table.as(Dtype.F16)));
    TensorBytes stored = Safetensors.open(file).stored("w");
    TorchScriptModule module =
        new TorchScriptModule(
            "Toy",
            "class Toy(Module):\n",
            Map.of("w", new TorchScriptModule.Weight(List.of(stored), kept)),
            Map.of());

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    module.write(folder.resolve("module.pt"));

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(table.bytes() / 3);
    assertThat(Files.size(folder.resolve("module.pt"))).isGreaterThan(8_000_000L * kept.width());
  }

  @Test
  void numbersAreAttributes() throws IOException {
    Tensor two = Tensor.of(new float[] {2}, 1);
    try (ToyModule module = ToyModule.of(List.of(two), -0.125, Dtype.F32)) {
      assertThat(module.weight().values().get(0)).isEqualTo(-0.25f);
    }
  }

  @Test
  void theSameModuleGivesTheSameBytesUncompressed() throws IOException {
    TorchScriptModule module =
        new TorchScriptModule(
            "Toy",
            "class Toy(Module):\n",
            Map.of("w", new TorchScriptModule.Weight(List.of(random(List.of(3L))), Dtype.F32)),
            Map.of());
    Path one = folder.resolve("one.pt");
    Path other = folder.resolve("other.pt");
    module.write(one);
    module.write(other);

    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
    try (ZipFile zip = new ZipFile(one.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly(
              "model/data.pkl",
              "model/code/__torch__.py",
              "model/constants.pkl",
              "model/version",
              "model/byteorder",
              "model/data/0");
      assertThat(zip.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
    }
  }

  @Test
  void whatLibtorchRefusesIsAnInvalidModelAndLeavesNoFileBehind() throws Exception {
    TorchScriptModule module =
        new TorchScriptModule("Toy", "class Toy(Module):\n  gibberish", Map.of(), Map.of());
    Set<Path> before = leftovers();

    assertThatThrownBy(() -> Torch.load(module, Device.cpu(), Torch.Use.INFERENCE))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("libtorch refuses the compiled model: ");
    Set<Path> left = leftovers();
    left.removeAll(before);
    // Those of another JVM of this build are gone in a moment.
    for (int i = 0; i < 100 && left.stream().anyMatch(Files::exists); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(left).noneMatch(Files::exists);
  }

  private static Set<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(RunFolder.current().path())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("winnow-module"))
          .collect(Collectors.toSet());
    }
  }

  private static Tensor random(List<Long> shape) {
    SplittableRandom random = new SplittableRandom(7);
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, shape.stream().mapToLong(Long::longValue).toArray());
  }
}
