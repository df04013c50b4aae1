package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static final String SIXTEEN_BYTES =
      "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]}}";

  @TempDir Path folder;

  @Test
  void djlReadsWhatWinnowWrites() throws IOException {
    Map<String, Tensor> written = new LinkedHashMap<>();
    written.put("b.weight", Tensor.of(new float[] {1, -2.5f, 3e-20f, 4, 5, 6}, 2, 3));
    written.put("a.bias", Tensor.of(new float[] {Float.MAX_VALUE, -0f, Float.MIN_VALUE}, 3));
    written.put("ärger", Tensor.of(new float[] {7}, 1, 1, 1));
    Path file = file();
    Safetensors.write(file, written);

    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        var in = Files.newInputStream(file)) {
      NDList read = NDList.decode(manager, in);

      assertThat(read.stream().map(NDArray::getName))
          .containsExactlyInAnyOrderElementsOf(written.keySet());
      for (NDArray array : read) {
        Tensor tensor = written.get(array.getName());
        assertThat(array.getDataType()).isEqualTo(DataType.FLOAT32);
        assertThat(Arrays.stream(array.getShape().getShape()).boxed())
            .containsExactlyElementsOf(tensor.shape());
        assertThat(array.toFloatArray()).containsExactly(values(tensor));
      }
    }
  }

  @Test
  void winnowReadsWhatDjlWrites() throws IOException {
    Path file = file();
    float[] whole = {0.1f, -2, 3, 4, 5, 6};
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        var out = Files.newOutputStream(file)) {
      NDArray single = manager.create(whole, new Shape(3, 2));
      single.setName("single");
      NDArray half =
          manager.create(new float[] {0.5f, -65504, 1e-7f}).toType(DataType.FLOAT16, true);
      half.setName("half");
      new NDList(single, half).encode(out, NDList.Encoding.SAFETENSORS);
    }

    Weights read = Safetensors.open(file);

    assertThat(read.names()).containsExactly("half", "single");
    assertThat(read.tensor("single").shape()).containsExactly(3L, 2L);
    assertThat(values(read.tensor("single"))).containsExactly(whole);
    assertThat(values(read.tensor("half"))).containsExactly(0.5f, -65504f, 0x1p-23f);
  }

  @Test
  void theHeaderSaysPtAndIsPaddedToEightBytes() throws IOException {
    Path file = file();
    Safetensors.write(file, Map.of("x", Tensor.of(new float[] {1}, 1)));

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    assertThat(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
        .startsWith("{\"__metadata__\":{\"format\":\"pt\"},");
    assertThat(bytes.capacity()).isEqualTo(8 + length + 4);
  }

  @Test
  void anOffsetThatIsNoMultipleOfFourIsReadAllTheSame() throws IOException {
    Path file =
        file(
            "{\"odd\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[1,9]}}",
            ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 9)
                .putFloat(1.5f)
                .putFloat(-2)
                .array());

    assertThat(values(Safetensors.open(file).tensor("w"))).containsExactly(1.5f, -2);
  }

  @Test
  void anEmptyTensorIsReadAsOne() throws IOException {
    Path file =
        file("{\"w\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}", new byte[0]);

    assertThat(Safetensors.open(file).tensor("w").elements()).isZero();
  }

  @Test
  void integersAreNoWeights() throws IOException {
    Path file =
        file("{\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", new byte[8]);

    Weights open = Safetensors.open(file);

    assertThatThrownBy(() -> open.tensor("ids"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(file + ": tensor 'ids' has type I64; Winnow reads F32, F16, BF16, F64");
    assertThatThrownBy(() -> open.shape("nothing"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(file + " has no tensor 'nothing'");
  }

  @Test
  void aFileCutInHalfIsRefusedWithBothSizes() throws IOException {
    Path file = file();
    Safetensors.write(file, Map.of("x", Tensor.of(new float[100], 10, 10)));
    byte[] whole = Files.readAllBytes(file);
    int header = whole.length - 8 - 400;
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            file
                + " is cut short: its header promises 400 bytes of tensors, %d are there; copy it again"
                    .formatted(whole.length / 2 - 8 - header));
  }

  @Test
  void aFileCutInItsHeaderIsRefusedWithBothSizes() throws IOException {
    Path file = file(SIXTEEN_BYTES, new byte[16]);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            file
                + " is cut short: its first 8 bytes announce a header of %d, 12 are there; copy it again"
                    .formatted(SIXTEEN_BYTES.length()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aFileOfAFewBytesIsRefused(int size) throws IOException {
    Path file = Files.write(file(), new byte[size]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("it has %d bytes, the header's length alone takes 8".formatted(size));
  }

  /** The second is what a ZIP or a pickle looks like; the last claims 80 MB of header. */
  @ParameterizedTest
  @ValueSource(longs = {0, 0x04034b50_04034b50L, -1, Long.MIN_VALUE, Long.MAX_VALUE, 80 << 20})
  void aHeaderLengthThatCannotBeIsRefusedBeforeAnyMemoryIsTaken(long length) throws IOException {
    Path file =
        Files.write(
            file(), ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(Long.toString(length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,12]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[16,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[-16,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2,2]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2,-2],\"data_offsets\":[0,16]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[18446744073709551620],\"data_offsets\":[0,16]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2.5,2],\"data_offsets\":[0,16]}}",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[\"4\"],\"data_offsets\":[0,16]}}",
        "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}",
        "{\"w\":[1,2,3]}",
      })
  void anEntryThatContradictsItselfIsRefusedByName(String header) throws IOException {
    Path file = file(header, new byte[16]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + ": tensor 'w' of type ")
        .hasMessageContaining("does not fit its bytes [");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2305843009213693951],\"data_offsets\":[0,9223372036854775804]}}",
        "{\"w\":{\"dtype\":\"I8\",\"shape\":[3],\"data_offsets\":[9223372036854775804,9223372036854775807]}}",
      })
  void bytesFarBeyondTheFileAreCalledCutShort(String header) throws IOException {
    Path file = file(header, new byte[16]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is cut short: its header promises 92233720368547758")
        .hasMessageContaining("16 are there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"w\":", "not json", "[1,2]", "\"text\"", "   "})
  void aHeaderThatIsNoJsonObjectIsRefused(String header) throws IOException {
    Path file = file(header, new byte[16]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is no safetensors file: its header is ");
  }

  @Test
  void aHeaderNestedWithoutEndIsRefused() throws IOException {
    Path file = file("[".repeat(100_000), new byte[16]);

    assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(InvalidModelException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 8, 4, 12, b, 4, a, 8", "0, 8, 0, 8, b, 0, a, 8", "4, 12, 0, 8, a, 4, b, 8"})
  void aByteOfTwoTensorsIsRefused(
      int begin, int end, int begins, int ends, String second, int at, String first, int until)
      throws IOException {
    String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}";
    Path file =
        file(
            "{%s,%s}"
                .formatted(entry.formatted("a", begin, end), entry.formatted("b", begins, ends)),
            new byte[12]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage(
            "%s: tensor '%s' begins at byte %d, where '%s' has not ended: that ends at %d"
                .formatted(file, second, at, first, until));
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws IOException {
    String entry = "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}";
    Path file =
        file("{%s,%s}".formatted(entry.formatted(0, 4), entry.formatted(4, 8)), new byte[8]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("%s is no safetensors file: its header is no JSON: Duplicate field 'w'", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"F4", "F8_E8M0", "C64", "f32"})
  void aTypeThatNoTensorOfAnEncoderHasIsRefusedByName(String type) throws IOException {
    Path file =
        file(
            "{\"w\":{\"dtype\":\"%s\",\"shape\":[1],\"data_offsets\":[0,1]}}".formatted(type),
            new byte[1]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessage("%s: tensor 'w' has type %s; Winnow reads F32, F16, BF16, F64", file, type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf", "flax"})
  void anotherFrameworksWeightsAreRefusedWithTheWayOut(String format) throws IOException {
    Path file = file("{\"__metadata__\":{\"format\":\"%s\"}}".formatted(format), new byte[0]);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith("%s holds another framework's weights, format '%s'", file, format)
        .hasMessageContaining("from_%s=True", format);
  }

  @Test
  void aPointerOfGitLfsIsRefusedWithTheWayOut() throws IOException {
    Path file =
        Files.writeString(
            file(),
            """
            version https://git-lfs.github.com/spec/v1
            oid sha256:4665c5ec1f2ff3ad4b8cbc6dd5f7e2d0d1c4a1d4c1c1a1b6c5f6d2a3a7a6f1e0
            size 437955512
            """);

    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file + " is a Git LFS pointer, not the file itself")
        .hasMessageContaining("git lfs pull");
    assertThatThrownBy(() -> GitLfs.refusePointer(file)).isInstanceOf(InvalidModelException.class);
  }

  @Test
  void typesAndNamesDecideTheOrderWhateverTheMaps() throws IOException {
    Map<String, TensorBytes> tensors = new LinkedHashMap<>();
    tensors.put("c", Tensor.of(new float[] {1}, 1).as(Dtype.BF16));
    tensors.put("b", Tensor.of(new float[] {2}, 1));
    tensors.put("a", Tensor.of(new float[] {3}, 1).as(Dtype.F16));
    tensors.put("B", Tensor.of(new float[] {4}, 1));
    Path file = file();

    Safetensors.write(file, tensors);

    Weights read = Safetensors.open(file);
    assertThat(
            read.names().stream()
                .sorted(Comparator.comparing(name -> read.stored().get(name).position())))
        .containsExactly("B", "b", "c", "a");
    assertThat(read.dtype("c")).isEqualTo(Dtype.BF16);
    assertThat(read.dtype("a")).isEqualTo(Dtype.F16);
    for (Map.Entry<String, Float> value : Map.of("B", 4f, "b", 2f, "c", 1f, "a", 3f).entrySet()) {
      assertThat(values(read.tensor(value.getKey()))).containsExactly(value.getValue());
    }
  }

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    return Files.write(file(), bytes.putLong(text.length).put(text).put(data).array());
  }

  private static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.elements())];
    tensor.values().get(values);
    return values;
  }
}
