package io.winnow.model.files;

import io.winnow.model.files.PickleVocabulary.Dict;
import io.winnow.model.files.PickleVocabulary.Function;
import io.winnow.model.files.PickleVocabulary.Sequence;
import io.winnow.model.files.PickleVocabulary.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pickle of a {@code pytorch_model.bin}: a state_dict of tensors, which view storages that lie
 * outside it. Of Python's names it knows those of tensors and containers and nothing else (PyTorch,
 * torch/_utils.py and torch/_weights_only_unpickler.py).
 */
final class TorchPickle implements PickleVocabulary {

  /** Where programs put a state_dict that they save with other things. */
  private static final List<String> STATE_DICTS =
      List.of("state_dict", "model_state_dict", "model", "module");

  /** What may be said of the file's on a terminal. */
  private static final Pattern NAME = Pattern.compile("[\\w.<>]{1,500}");

  /** PyTorch's own bound. */
  private static final int MAX_DIMENSIONS = 64;

  /**
   * Numbers that tensors view.
   *
   * @param key its name in the file
   * @param size how many numbers
   */
  record Storage(String key, Dtype dtype, long size) {}

  /**
   * A tensor; sizes and strides are checked against its storage.
   *
   * @param offset of the first number in the storage, in numbers
   */
  record View(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

  private final String source;
  private final Map<String, Storage> storages = new LinkedHashMap<>();
  private final Map<String, View> views = new LinkedHashMap<>();
  private int pairsTaken;

  /**
   * Reads it; the buffer is then behind it.
   *
   * @param source for messages
   */
  TorchPickle(String source, ByteBuffer in) {
    this.source = source;
    Object read = Unpickler.read(source, in, this);
    stateDict(read)
        .entries()
        .forEach(
            (name, value) -> {
              if (value instanceof View view) {
                views.put(name.toString(), view);
              }
            });
    if (views.isEmpty()) {
      throw noStateDict("its dict has no tensors");
    }
  }

  /** All that the tensors view, by key. */
  Map<String, Storage> storages() {
    return storages;
  }

  /** The tensors by name. */
  Map<String, View> views() {
    return views;
  }

  private Dict stateDict(Object read) {
    if (!(read instanceof Dict dict)) {
      throw noStateDict("it holds no dict");
    }
    if (dict.entries().values().stream().anyMatch(View.class::isInstance)) {
      return dict;
    }
    return STATE_DICTS.stream()
        .map(dict.entries()::get)
        .filter(Dict.class::isInstance)
        .map(Dict.class::cast)
        .findFirst()
        .orElse(dict);
  }

  private InvalidModelException noStateDict(String why) {
    return new InvalidModelException(
        "%s has no tensors by name: %s; in Python, save them with torch.save(model.state_dict(), FILE)"
            .formatted(source, why));
  }

  @Override
  public Object global(String module, String name) {
    String global = module + "." + name;
    if (!NAME.matcher(global).matches()) {
      throw damaged("asks for something whose name is none");
    }
    Optional<Dtype> stored = module.equals("torch") ? Dtype.ofStorage(name) : Optional.empty();
    if (stored.isPresent()) {
      return stored.get();
    }
    return switch (global) {
      case "collections.OrderedDict" -> (Function) this::orderedDict;
      case "torch.Size" -> (Function) arguments -> argument(arguments, 0, Tuple.class);
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
          (Function) this::view;
      case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
          (Function) arguments -> argument(arguments, 0, View.class);
      default ->
          throw new InvalidModelException(
              ("%s asks for %s: refused, since Winnow reads tensors, numbers, texts and their"
                      + " containers alone; in Python, save the weights alone with"
                      + " model.save_pretrained(FOLDER)")
                  .formatted(source, global));
    };
  }

  /** Empty, or of a list of lists of two, as Python 2 writes it. */
  private Object orderedDict(List<Object> arguments) {
    Dict dict = new Dict();
    if (arguments.isEmpty()) {
      return dict;
    }
    List<Object> pairs = argument(arguments, 0, Sequence.class).items();
    pairsTaken += pairs.size();
    if (pairsTaken > Unpickler.MAX_OPERATIONS) {
      throw damaged("makes dicts of the same list again and again");
    }
    for (Object pair : pairs) {
      List<Object> entry = pair instanceof Sequence list ? list.items() : List.of();
      String key = argument(entry, 0, String.class);
      if (entry.size() != 2 || dict.entries().containsKey(key)) {
        throw damaged("sets '%s' twice or not at all".formatted(key));
      }
      dict.entries().put(key, entry.get(1));
    }
    return dict;
  }

  /** ('storage', type, key, device, size); older ones end with what the storage is a view of. */
  @Override
  public Object persistent(Object id) {
    List<Object> parts = id instanceof Tuple tuple ? tuple.items() : List.of();
    String kind = argument(parts, 0, String.class);
    if (!kind.equals("storage") || parts.size() > 5 && parts.get(5) != null) {
      throw damaged("refers to a %s that is no whole storage".formatted(kind));
    }
    Dtype type = argument(parts, 1, Dtype.class);
    String key = argument(parts, 2, String.class);
    Storage storage = new Storage(key, type, natural(argument(parts, 4, Object.class)));
    Storage before = storages.putIfAbsent(key, storage);
    if (before != null && !before.equals(storage)) {
      throw damaged("has storage '%s' as %s and as %s".formatted(key, before, storage));
    }
    return storage;
  }

  /** (storage, offset, sizes, strides, ...): what follows is of no use without gradients. */
  private Object view(List<Object> arguments) {
    Storage storage = argument(arguments, 0, Storage.class);
    long offset = natural(argument(arguments, 1, Object.class));
    List<Long> shape = naturals(argument(arguments, 2, Tuple.class));
    List<Long> strides = naturals(argument(arguments, 3, Tuple.class));
    if (shape.size() != strides.size() || !fits(storage, offset, shape, strides)) {
      throw damaged(
          "has a tensor of shape %s and strides %s from %d on, which storage '%s' of %d does not hold"
              .formatted(shape, strides, offset, storage.key(), storage.size()));
    }
    return new View(storage, offset, shape, strides);
  }

  /** More numbers than the storage has would be some of them many times: a small file's bomb. */
  private static boolean fits(Storage storage, long offset, List<Long> shape, List<Long> strides) {
    try {
      long elements = Tensor.elements(shape);
      long end = Math.addExact(offset, StoredTensor.span(shape, strides));
      return elements <= storage.size() && end <= storage.size();
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private List<Long> naturals(Tuple tuple) {
    if (tuple.items().size() > MAX_DIMENSIONS) {
      throw damaged(
          "has a tensor of %d dimensions, of at most %d"
              .formatted(tuple.items().size(), MAX_DIMENSIONS));
    }
    List<Long> numbers = new ArrayList<>();
    tuple.items().forEach(it -> numbers.add(natural(it)));
    return numbers;
  }

  private long natural(Object value) {
    if (value instanceof Long number && number >= 0) {
      return number;
    }
    throw damaged("has something else where a size belongs");
  }

  private <T> T argument(List<Object> arguments, int place, Class<T> type) {
    if (place < arguments.size() && type.isInstance(arguments.get(place))) {
      return type.cast(arguments.get(place));
    }
    throw damaged(
        "has %d values where value %d is no %s"
            .formatted(arguments.size(), place + 1, type.getSimpleName()));
  }

  private InvalidModelException damaged(String why) {
    return new InvalidModelException("%s: its pickle %s; copy it again".formatted(source, why));
  }
}
