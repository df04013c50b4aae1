package io.winnow.model.files;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The named tensors of a model, wherever its files have them. */
public final class Weights {

  private final String source;
  private final SortedMap<String, StoredTensor> tensors;

  /**
   * @param source the file or folder, for messages
   */
  Weights(String source, Map<String, StoredTensor> tensors) {
    this.source = source;
    this.tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  /** The file or folder that they come from, for messages. */
  public String source() {
    return source;
  }

  /** All names, sorted; those of integers too, which are no weights. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** Where the files have each of them, by name. */
  public SortedMap<String, StoredTensor> stored() {
    return tensors;
  }

  /**
   * The shape of one tensor; its numbers aren't read.
   *
   * @throws InvalidModelException if there is no such tensor, its type is none of {@link
   *     Dtype#OF_WEIGHTS}, or it is larger than 2 GiB
   */
  public List<Long> shape(String name) {
    return readable(name).shape();
  }

  /** The type of one tensor's numbers in its file; fails where {@link #shape} does. */
  public Dtype dtype(String name) {
    return readable(name).dtype();
  }

  /** One tensor, in single precision; fails where {@link #shape} does. */
  public Tensor tensor(String name) throws IOException {
    return readable(name).read();
  }

  /** One tensor as its file has it; fails where {@link #shape} does. */
  public TensorBytes stored(String name) {
    return readable(name);
  }

  private StoredTensor readable(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InvalidModelException("%s has no tensor '%s'".formatted(source, name));
    }
    if (!tensor.dtype().isOfWeights()) {
      throw new InvalidModelException(
          "%s: tensor '%s' has type %s; Winnow reads %s"
              .formatted(source, name, tensor.dtype(), Dtype.listed(Dtype.OF_WEIGHTS)));
    }
    long bytes = Math.multiplyExact(tensor.dtype().width(), tensor.span());
    if (bytes > Integer.MAX_VALUE) {
      throw new InvalidModelException(
          "%s: tensor '%s' has %d bytes; Winnow reads at most %d in one tensor"
              .formatted(source, name, bytes, Integer.MAX_VALUE));
    }
    return tensor;
  }

  /** How many numbers the weights have: a model's parameters. Integers don't count. */
  public long parameters() {
    return tensors.values().stream()
        .filter(it -> it.dtype().isOfWeights())
        .mapToLong(StoredTensor::elements)
        .sum();
  }

  /** The type that most parameters have; nothing where there are none. */
  public Optional<Dtype> dtype() {
    return tensors.values().stream()
        .filter(it -> it.dtype().isOfWeights())
        .collect(
            Collectors.groupingBy(
                StoredTensor::dtype, Collectors.summingLong(StoredTensor::elements)))
        .entrySet()
        .stream()
        .max(Map.Entry.<Dtype, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** Those whose names pass. */
  public Weights only(Predicate<String> names) {
    SortedMap<String, StoredTensor> kept = new TreeMap<>(tensors);
    kept.keySet().removeIf(names.negate());
    return new Weights(source, kept);
  }

  /**
   * The same tensors under other names.
   *
   * @throws InvalidModelException if two would have the same
   */
  public Weights renamed(UnaryOperator<String> rename) {
    Map<String, String> from = new TreeMap<>();
    SortedMap<String, StoredTensor> renamed = new TreeMap<>(Comparator.naturalOrder());
    tensors.forEach(
        (name, tensor) -> {
          String to = rename.apply(name);
          String other = from.put(to, name);
          if (other != null && !tensor.equals(renamed.get(to))) {
            throw new InvalidModelException(
                "%s has '%s' twice: as '%s' and as '%s', which differ; remove one"
                    .formatted(source, to, other, name));
          }
          renamed.put(to, tensor);
        });
    return new Weights(source, renamed);
  }
}
