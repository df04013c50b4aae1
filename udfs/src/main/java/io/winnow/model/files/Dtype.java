package io.winnow.model.files;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a file stores a tensor's numbers. The names are those of safetensors; the order too, by which
 * its reference implementation sorts the tensors of a file.
 */
public enum Dtype {
  BOOL(1, "BoolStorage", "bool"),
  U8(1, "ByteStorage", "uint8"),
  I8(1, "CharStorage", "int8"),
  F8_E5M2(1, "", "float8_e5m2"),
  F8_E4M3(1, "", "float8_e4m3fn"),
  I16(2, "ShortStorage", "int16"),
  U16(2, "", "uint16"),
  F16(2, "HalfStorage", "float16"),
  BF16(2, "BFloat16Storage", "bfloat16"),
  I32(4, "IntStorage", "int32"),
  U32(4, "", "uint32"),
  F32(4, "FloatStorage", "float32"),
  F64(8, "DoubleStorage", "float64"),
  I64(8, "LongStorage", "int64"),
  U64(8, "", "uint64");

  /** The types of weights: what Winnow reads as numbers, all of them as single precision. */
  public static final List<Dtype> OF_WEIGHTS = List.of(F32, F16, BF16, F64);

  private final int width;
  private final String storage;
  private final String torchName;

  Dtype(int width, String storage, String torchName) {
    this.width = width;
    this.storage = storage;
    this.torchName = torchName;
  }

  /** Bytes of one number. */
  public int width() {
    return width;
  }

  /** The class of {@code torch} that stores it, such as {@code BFloat16Storage}. */
  public String storage() {
    return storage;
  }

  /** PyTorch's name, which {@code torch_dtype} and {@code dtype} have in {@code config.json}. */
  public String torchName() {
    return torchName;
  }

  /** Whether it is one of {@link #OF_WEIGHTS}. */
  public boolean isOfWeights() {
    return OF_WEIGHTS.contains(this);
  }

  /** By safetensors' name, such as {@code BF16}. */
  static Optional<Dtype> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
  }

  /** By its {@link #storage}. */
  static Optional<Dtype> ofStorage(String name) {
    return stored().filter(it -> it.storage.equals(name)).findFirst();
  }

  private static Stream<Dtype> stored() {
    return Arrays.stream(values()).filter(it -> !it.storage.isEmpty());
  }

  /** The number at a byte of the buffer, to the nearest single. */
  float single(ByteBuffer bytes, int at) {
    return switch (this) {
      case F32 -> bytes.getFloat(at);
      case F64 -> (float) bytes.getDouble(at);
      case F16 -> Tensor.HalfFormat.F16.widen(bytes.getShort(at));
      case BF16 -> Tensor.HalfFormat.BF16.widen(bytes.getShort(at));
      default -> throw noWeight();
    };
  }

  /** Appends a number, rounded to the nearest that this type has, ties to even. */
  void put(ByteBuffer bytes, float value) {
    switch (this) {
      case F32 -> bytes.putFloat(value);
      case F64 -> bytes.putDouble(value);
      case F16 -> bytes.putShort(Float16Utils.floatToHalf(value));
      case BF16 -> bytes.putShort(Tensor.HalfFormat.toBf16(value));
      default -> throw noWeight();
    }
  }

  private IllegalArgumentException noWeight() {
    return new IllegalArgumentException(
        "%s holds no weights; %s do".formatted(this, listed(OF_WEIGHTS)));
  }

  static String listed(List<Dtype> types) {
    return String.join(", ", types.stream().map(Dtype::name).toList());
  }
}
