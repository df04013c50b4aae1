package io.winnow.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {

  @TempDir Path folder;

  /** Made by make.py, beside them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "archive-2",
        "archive-3",
        "archive-4",
        "archive-5",
        "legacy-2",
        "legacy-3",
        "legacy-4",
        "legacy-5",
      })
  void whatPythonsPicklerWritesIsReadInEveryProtocol(String name) throws IOException {
    Weights weights = TorchFile.open(resource(name + ".bin"));

    assertThat(weights.names())
        .containsExactly(
            "bfloat",
            "double",
            "empty",
            "flag",
            "half",
            "ids",
            "parameter",
            "part",
            "scalar",
            "tied",
            "transposed",
            "w");
    assertThat(weights.shape("w")).containsExactly(2L, 3L);
    assertThat(values(weights, "w")).containsExactly(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f);
    assertThat(values(weights, "tied")).containsExactly(values(weights, "w"));
    assertThat(weights.shape("transposed")).containsExactly(3L, 2L);
    assertThat(values(weights, "transposed")).containsExactly(0.5f, 3.5f, 1.5f, 4.5f, 2.5f, 5.5f);
    assertThat(values(weights, "part")).containsExactly(4.5f, 5.5f);
    assertThat(values(weights, "parameter")).containsExactly(0.5f, 1.5f, 2.5f);
    assertThat(values(weights, "half")).containsExactly(1.5f, -2);
    assertThat(values(weights, "bfloat")).containsExactly(1.5f, -2);
    assertThat(values(weights, "double")).containsExactly(0.1f);
    assertThat(weights.shape("scalar")).isEmpty();
    assertThat(values(weights, "scalar")).containsExactly(7);
    assertThat(weights.shape("empty")).containsExactly(0L, 3L);
    assertThat(values(weights, "empty")).isEmpty();
    assertThat(weights.stored().get("ids").dtype()).isEqualTo(Dtype.I64);
    assertThat(weights.parameters()).isEqualTo(3 * 6 + 2 + 3 + 2 + 2 + 1 + 1);
    assertThat(weights.dtype()).contains(Dtype.F32);
    assertThatThrownBy(() -> weights.shape("ids"))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageEndingWith("tensor 'ids' has type I64; Winnow reads F32, F16, BF16, F64");
  }

  @Test
  void integersAndBooleansAreKeptWhereTheFileIsWrittenAnew() throws IOException {
    Path written = folder.resolve("model.safetensors");

    Safetensors.write(written, TorchFile.open(resource("archive-2.bin")).stored());

    Weights weights = Safetensors.open(written);
    byte[] bytes = Files.readAllBytes(written);
    StoredTensor ids = weights.stored().get("ids");
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ids.order());
    assertThat(ids.dtype()).isEqualTo(Dtype.I64);
    assertThat(numbers.getLong((int) ids.position() + 16)).isEqualTo(2);
    assertThat(weights.stored().get("flag").dtype()).isEqualTo(Dtype.BOOL);
    assertThat(weights.dtype("half")).isEqualTo(Dtype.F16);
    assertThat(weights.dtype("bfloat")).isEqualTo(Dtype.BF16);
    assertThat(weights.dtype("double")).isEqualTo(Dtype.F64);
    assertThat(values(weights, "transposed")).containsExactly(0.5f, 3.5f, 1.5f, 4.5f, 2.5f, 5.5f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"little", "big"})
  void theOrderOfBytesIsThatWhichTheArchiveSays(String order) throws IOException {
    byte[] numbers =
        order.equals("big")
            ? ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2).array()
            : new byte[] {0, 0, (byte) 0xc0, 0x3f, 0, 0, 0, (byte) 0xc0};
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("m/data.pkl", TorchFiles.one("FloatStorage", 2, 0, List.of(2L), List.of(1L)));
    entries.put("m/byteorder", order.getBytes(StandardCharsets.UTF_8));
    entries.put("m/data/0", numbers);
    Path written = folder.resolve("model.safetensors");

    Weights weights = TorchFile.open(TorchFiles.zip(file(), entries));
    Safetensors.write(written, weights.stored());

    assertThat(values(weights, "w")).containsExactly(1.5f, -2);
    assertThat(values(Safetensors.open(written), "w")).containsExactly(1.5f, -2);
  }

  @ParameterizedTest
  @CsvSource({
    "os, system",
    "posix, system",
    "builtins, eval",
    "__builtin__, getattr",
    "torch, load",
    "torch.storage, _load_from_bytes",
    "torch._utils, _rebuild_qtensor",
    "torch._utils, _import_dotted_name",
    "torch, Storage",
    "torch.cuda, FloatStorage",
    "transformers.models.bert.modeling_bert, BertForTokenClassification",
    "numpy.core.multiarray, scalar",
  })
  void anythingButTensorsIsRefusedByName(String module, String name) throws IOException {
    byte[] pickle =
        new Pickle()
            .global(module, name)
            .op(Pickle.MARK)
            .string("rm -rf /")
            .op(Pickle.TUPLE, Pickle.REDUCE)
            .finish();
    for (Path file : List.of(TorchFiles.archive(file(), pickle), legacy(pickle))) {
      assertThatThrownBy(() -> TorchFile.open(file))
          .isInstanceOf(InvalidModelException.class)
          .hasMessage(
              "%s asks for %s.%s: refused, since Winnow reads tensors, numbers, texts and their"
                  + " containers alone; in Python, save the weights alone with"
                  + " model.save_pretrained(FOLDER)",
              file, module, name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "a b", ""})
  void aNameThatIsNoneIsNotRepeated(String name) throws IOException {
    Path file = TorchFiles.archive(file(), new Pickle().global(name, "\u001b]0;x").finish());

    refused(file, ": its pickle asks for something whose name is none; copy it again");
  }

  private Path legacy(byte[] pickle) throws IOException {
    return TorchFiles.legacy(folder.resolve("legacy.bin"), pickle, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "model_state_dict", "model", "module"})
  void aStateDictThatIsSavedWithOtherThingsIsFound(String key) throws IOException {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_DICT, Pickle.MARK);
    pickle.string("epoch").number(3).string(key).op(Pickle.EMPTY_DICT).string("w");
    TorchFiles.tensor(pickle, "0", "FloatStorage", 1, 0, List.of(1L), List.of(1L));
    byte[] bytes = pickle.op(Pickle.SETITEM, Pickle.SETITEMS).finish();

    Weights weights = TorchFile.open(TorchFiles.archive(file(), bytes, new byte[4]));

    assertThat(values(weights, "w")).containsExactly(0);
  }

  @Test
  void aFileWithoutTensorsIsRefused() throws IOException {
    for (Pickle pickle :
        List.of(
            new Pickle().op(Pickle.EMPTY_DICT),
            new Pickle().number(1),
            new Pickle().op(Pickle.NONE),
            new Pickle().op(Pickle.EMPTY_DICT).string("lr").number(0.1).op(Pickle.SETITEM))) {
      Path file = TorchFiles.archive(file(), pickle.finish());
      assertThatThrownBy(() -> TorchFile.open(file))
          .isInstanceOf(InvalidModelException.class)
          .hasMessageStartingWith(file + " has no tensors by name: ")
          .hasMessageContaining("torch.save(model.state_dict(), FILE)");
    }
  }

  @Test
  void whatIsNoFileOfTorchSaveIsRefusedAsWhatItIs() throws IOException {
    byte[] tar = new byte[512];
    System.arraycopy("ustar".getBytes(StandardCharsets.UTF_8), 0, tar, 257, 5);
    Map<String, byte[]> script = new LinkedHashMap<>();
    script.put("m/data.pkl", new Pickle().op(Pickle.NONE).finish());
    script.put("m/constants.pkl", new byte[4]);

    refused(Files.write(file(), new byte[0]), "is no file of torch.save: its 0 bytes begin with");
    refused(
        Files.writeString(file(), "<!DOCTYPE html>"),
        "is no file of torch.save: its 15 bytes begin with 3c21444f");
    refused(Files.write(file(), tar), "is a tar archive of PyTorch before 0.1.10");
    refused(TorchFiles.zip(file(), script), "is a TorchScript archive, a program");
    refused(
        TorchFiles.zip(file(), Map.of("word/document.xml", new byte[4])),
        "is a ZIP archive, but none of torch.save: it has 0 files data.pkl, not 1");
    refused(
        Files.write(file(), new Pickle().number(3).op(Pickle.STOP).finish()),
        "is a pickle, but none of torch.save");
    refused(
        Files.writeString(file(), "version https://git-lfs.github.com/spec/v1\nsize 1"),
        "is a Git LFS pointer, not the file itself");
  }

  @Test
  void compressedNumbersAreRefused() throws IOException {
    Path file = file();
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("m/data.pkl"));
      zip.write(TorchFiles.one("FloatStorage", 1, 0, List.of(1L), List.of(1L)));
      zip.putNextEntry(new ZipEntry("m/data/0"));
      zip.write(new byte[4]);
    }
    refused(file, ": 'm/data.pkl' is compressed, which PyTorch does not do");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> TorchFile.open(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(why);
  }

  private Path file() {
    return folder.resolve("pytorch_model.bin");
  }

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = getClass().getResourceAsStream(name)) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private static float[] values(Weights weights, String name) throws IOException {
    Tensor tensor = weights.tensor(name);
    float[] values = new float[Math.toIntExact(tensor.elements())];
    tensor.values().get(values);
    return values;
  }
}
