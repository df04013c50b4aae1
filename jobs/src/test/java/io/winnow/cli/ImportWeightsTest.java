package io.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.api.ExitCode;
import io.winnow.model.files.Pickle;
import io.winnow.model.files.Safetensors;
import io.winnow.model.files.Tensor;
import io.winnow.model.files.Weights;
import io.winnow.workspace.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever form a model's weights are brought in, the same file is stored. */
class ImportWeightsTest {

  private static final Path ENCODER =
      Path.of("../udfs/src/test/resources/io/winnow/encoders/bert-uncased");

  @TempDir Path folder;

  private Path model;
  private Weights weights;

  @BeforeEach
  void withoutWeights() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    weights = Safetensors.open(ENCODER.resolve("model.safetensors"));
    try (Stream<Path> files = Files.list(ENCODER)) {
      for (Path file : files.filter(it -> !it.endsWith("model.safetensors")).toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void shardsOfSafetensors() throws IOException {
    Map<String, String> files = new TreeMap<>();
    List<String> parts = List.of("bert.embeddings.", "bert.encoder.", "classifier.");
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      String file = "model-0000%d-of-00003.safetensors".formatted(i + 1);
      Weights some = weights.only(name -> name.startsWith(part));
      Safetensors.write(model.resolve(file), some.stored());
      some.names().forEach(name -> files.put(name, file));
    }
    Files.writeString(
        model.resolve("model.safetensors.index.json"), Json.write(Map.of("weight_map", files)));

    assertStored();
  }

  /** As DataParallel's state_dict is saved. */
  @Test
  void aBinFileWithNamesOfAWrapper() throws IOException {
    Pickle pickle = new Pickle().op(Pickle.EMPTY_DICT, Pickle.MARK);
    List<byte[]> storages = new ArrayList<>();
    for (String name : weights.names()) {
      Tensor tensor = weights.tensor(name);
      pickle.string("module." + name);
      pickle.global("torch._utils", "_rebuild_tensor_v2").op(Pickle.MARK, Pickle.MARK);
      pickle.string("storage").global("torch", "FloatStorage");
      pickle.string(Integer.toString(storages.size())).string("cuda:0").number(tensor.elements());
      pickle.op(Pickle.TUPLE, Pickle.BINPERSID).number(0).numbers(tensor.shape());
      pickle.numbers(tensor.shape().size() == 1 ? List.of(1L) : List.of(tensor.shape().get(1), 1L));
      pickle.op(Pickle.NEWTRUE).global("collections", "OrderedDict");
      pickle.op(Pickle.EMPTY_TUPLE, Pickle.REDUCE, Pickle.TUPLE, Pickle.REDUCE);
      ByteBuffer bytes = ByteBuffer.allocate((int) tensor.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      storages.add(bytes.array());
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(model.resolve("pytorch_model.bin")))) {
      put(zip, "data.pkl", pickle.op(Pickle.SETITEMS).finish());
      for (int key = 0; key < storages.size(); key++) {
        put(zip, "data/" + key, storages.get(key));
      }
    }

    assertStored();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry("pytorch_model/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
  }

  private void assertStored() {
    Desk desk = Desk.at(folder.resolve("workspace"));

    desk.run("model", "import", model.toString()).exited(ExitCode.DONE).saying("  family: bert; ");

    assertThat(desk.published("models/base", "checkpoint").resolve("model.safetensors"))
        .hasSameBinaryContentAs(ENCODER.resolve("model.safetensors"));
  }

  @Test
  void codeInABinFileIsRefusedByName() throws IOException {
    Pickle pickle = new Pickle().global("os", "system").op(Pickle.MARK).string("true");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(model.resolve("pytorch_model.bin")))) {
      put(zip, "data.pkl", pickle.op(Pickle.TUPLE, Pickle.REDUCE).finish());
    }

    Desk.at(folder.resolve("workspace"))
        .run("model", "import", model.toString())
        .exited(ExitCode.USAGE)
        .saying(
            model + "/pytorch_model.bin asks for os.system: refused", "save_pretrained(FOLDER)");
  }

  @Test
  void anAdapterIsRefusedByName() throws IOException {
    Files.writeString(model.resolve("adapter_config.json"), "{}");
    Files.write(model.resolve("adapter_model.safetensors"), new byte[8]);

    Desk.at(folder.resolve("workspace"))
        .run("model", "import", model.toString())
        .exited(ExitCode.USAGE)
        .saying(model + " has adapter_config.json: an adapter (LoRA", "merge_and_unload()");
  }
}
