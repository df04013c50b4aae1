package io.winnow.model.files;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads pickles of protocol 2 to 5 (CPython, Lib/pickletools.py), which are programs for a machine
 * with a stack: this one makes numbers, texts and containers of them, and what a vocabulary allows.
 * It runs no code of the file's, recurses nowhere, and takes memory in proportion to the bytes
 * read, of which it bounds the number.
 *
 * <p>Values: {@code null} (None), Boolean, Long, BigInteger, Double, String, byte[], {@link Tuple},
 * {@link Sequence}, {@link Dict}, and the vocabulary's. They may contain themselves.
 */
final class Unpickler {

  /** A model of 25,000 tensors takes fewer. */
  static final int MAX_OPERATIONS = 1_000_000;

  static final int MAX_BYTES = 32 << 20;
  static final int MAX_NESTING = 1_000;

  /** What a pickle may ask for beside numbers, texts and containers. */
  interface Vocabulary {

    /**
     * What a name of Python's means.
     *
     * @return a {@link Function}, or a value that functions take
     * @throws InvalidModelException if it is not allowed
     */
    Object global(String module, String name);

    /** What is kept outside the pickle. */
    Object persistent(Object id);
  }

  /** A function or class that may be called. */
  @FunctionalInterface
  interface Function {
    Object call(List<Object> arguments);
  }

  record Tuple(List<Object> items) {}

  /** A list. */
  record Sequence(List<Object> items) {

    Sequence() {
      this(new ArrayList<>());
    }
  }

  /** A dict; the keys are texts and Longs. */
  record Dict(Map<Object, Object> entries) {

    Dict() {
      this(new LinkedHashMap<>());
    }
  }

  private final String source;
  private final ByteBuffer in;
  private final int begin;
  private final Vocabulary vocabulary;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private Unpickler(String source, ByteBuffer in, Vocabulary vocabulary) {
    this.source = source;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.begin = in.position();
    this.vocabulary = vocabulary;
  }

  /**
   * Reads one pickle; the buffer is then behind it.
   *
   * @param source for messages
   * @throws InvalidModelException if it is damaged, too large, or asks for something else
   */
  static Object read(String source, ByteBuffer in, Vocabulary vocabulary) {
    Unpickler unpickler = new Unpickler(source, in, vocabulary);
    try {
      for (int operation = 0; operation < MAX_OPERATIONS; operation++) {
        char opcode = (char) (in.get() & 0xff);
        if (opcode == Pickle.STOP) {
          return unpickler.pop(Object.class);
        }
        unpickler.run(opcode);
        if (in.position() - unpickler.begin > MAX_BYTES) {
          throw unpickler.refused("has more than %d bytes".formatted(MAX_BYTES));
        }
      }
    } catch (BufferUnderflowException e) {
      throw new InvalidModelException(
          "%s is cut short: it ends at byte %d, inside a pickle; copy it again"
              .formatted(source, in.limit()),
          e);
    }
    throw unpickler.refused("has more than %d operations".formatted(MAX_OPERATIONS));
  }

  /** Reads one that asks for nothing beside numbers, texts and containers. */
  static Object read(String source, ByteBuffer in) {
    return read(source, in, new Nothing(source));
  }

  private record Nothing(String source) implements Vocabulary {

    @Override
    public Object global(String module, String name) {
      throw new InvalidModelException("%s asks for %s.%s: refused".formatted(source, module, name));
    }

    @Override
    public Object persistent(Object id) {
      throw new InvalidModelException("%s refers to something outside it".formatted(source));
    }
  }

  private void run(char opcode) {
    switch (opcode) {
      case Pickle.PROTO -> checkProtocol(in.get());
      case Pickle.FRAME -> in.getLong();
      case Pickle.NONE -> stack.add(null);
      case Pickle.NEWTRUE -> stack.add(true);
      case Pickle.NEWFALSE -> stack.add(false);
      case Pickle.BININT -> stack.add((long) in.getInt());
      case Pickle.BININT1 -> stack.add((long) unsignedByte());
      case Pickle.BININT2 -> stack.add((long) Short.toUnsignedInt(in.getShort()));
      case Pickle.LONG1 -> stack.add(whole(unsignedByte()));
      case Pickle.BINFLOAT -> stack.add(bigEndianDouble());
      case Pickle.SHORT_BINUNICODE, Pickle.SHORT_BINSTRING -> stack.add(text(unsignedByte()));
      case Pickle.BINUNICODE, Pickle.BINSTRING -> stack.add(text(unsignedInt()));
      case Pickle.BINUNICODE8 -> stack.add(text(in.getLong()));
      case Pickle.SHORT_BINBYTES -> stack.add(bytes(unsignedByte()));
      case Pickle.BINBYTES -> stack.add(bytes(unsignedInt()));
      case Pickle.EMPTY_TUPLE -> stack.add(new Tuple(List.of()));
      case Pickle.TUPLE1 -> stack.add(new Tuple(popped(1)));
      case Pickle.TUPLE2 -> stack.add(new Tuple(popped(2)));
      case Pickle.TUPLE3 -> stack.add(new Tuple(popped(3)));
      case Pickle.TUPLE -> stack.add(new Tuple(sinceMark()));
      case Pickle.EMPTY_LIST -> stack.add(new Sequence());
      case Pickle.APPEND -> append(popped(1));
      case Pickle.APPENDS -> append(sinceMark());
      case Pickle.EMPTY_DICT -> stack.add(new Dict());
      case Pickle.SETITEM -> set(popped(2));
      case Pickle.SETITEMS -> set(sinceMark());
      case Pickle.MARK -> mark();
      case Pickle.POP -> pop(Object.class);
      case Pickle.POP_MARK -> sinceMark();
      case Pickle.BINPUT -> remember(unsignedByte());
      case Pickle.LONG_BINPUT -> remember(unsignedInt());
      case Pickle.MEMOIZE -> remember(memo.size());
      case Pickle.BINGET -> stack.add(remembered(unsignedByte()));
      case Pickle.LONG_BINGET -> stack.add(remembered(unsignedInt()));
      case Pickle.GLOBAL -> stack.add(vocabulary.global(line(), line()));
      case Pickle.STACK_GLOBAL -> {
        List<Object> names = popped(2);
        stack.add(
            vocabulary.global(as(String.class, names.get(0)), as(String.class, names.get(1))));
      }
      case Pickle.REDUCE, Pickle.NEWOBJ -> {
        Tuple arguments = pop(Tuple.class);
        stack.add(pop(Function.class).call(arguments.items()));
      }
      case Pickle.BINPERSID -> stack.add(vocabulary.persistent(pop(Object.class)));
      case Pickle.BUILD -> attributes();
      default ->
          throw refused(
              "has the operation 0x%02x at byte %d".formatted((int) opcode, in.position() - 1));
    }
  }

  private void checkProtocol(byte protocol) {
    if (protocol < 2 || protocol > 5) {
      throw refused("has pickle protocol %d; Winnow reads 2 to 5".formatted(protocol));
    }
  }

  /** An ordered dict may have some, of which a state_dict's tell versions of modules. */
  private void attributes() {
    pop(Dict.class);
    top(Dict.class);
  }

  private void append(List<Object> items) {
    top(Sequence.class).items().addAll(items);
  }

  private void set(List<Object> items) {
    Map<Object, Object> dict = top(Dict.class).entries();
    if (items.size() % 2 != 0) {
      throw damaged();
    }
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      // Others' hashes could take time without end.
      if (!(key instanceof String || key instanceof Long)) {
        throw refused("has a dict with a key that is neither text nor a number");
      }
      if (dict.containsKey(key)) {
        throw refused("sets '%s' twice".formatted(key));
      }
      dict.put(key, items.get(i + 1));
    }
  }

  private void mark() {
    if (marks.size() == MAX_NESTING) {
      throw refused("is nested more than %d deep".formatted(MAX_NESTING));
    }
    marks.push(stack.size());
  }

  private List<Object> sinceMark() {
    if (marks.isEmpty()) {
      throw damaged();
    }
    return popped(stack.size() - marks.pop());
  }

  private List<Object> popped(int count) {
    int from = stack.size() - count;
    if (from < floor()) {
      throw damaged();
    }
    List<Object> last = stack.subList(from, stack.size());
    List<Object> popped = new ArrayList<>(last);
    last.clear();
    return popped;
  }

  /** What was pushed before the last mark stays. */
  private int floor() {
    return marks.isEmpty() ? 0 : marks.peek();
  }

  private <T> T pop(Class<T> type) {
    return as(type, popped(1).get(0));
  }

  private <T> T top(Class<T> type) {
    if (stack.size() <= floor()) {
      throw damaged();
    }
    return as(type, stack.get(stack.size() - 1));
  }

  private <T> T as(Class<T> type, Object value) {
    if (value != null && !type.isInstance(value) || value == null && type != Object.class) {
      throw damaged();
    }
    return type.cast(value);
  }

  private void remember(long place) {
    memo.put(place, top(Object.class));
  }

  private Object remembered(long place) {
    if (!memo.containsKey(place)) {
      throw damaged();
    }
    return memo.get(place);
  }

  private int unsignedByte() {
    return Byte.toUnsignedInt(in.get());
  }

  private long unsignedInt() {
    return Integer.toUnsignedLong(in.getInt());
  }

  private double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(in.getLong()));
  }

  private Number whole(int count) {
    byte[] bytes = bytes(count);
    for (int i = 0, j = count - 1; i < j; i++, j--) {
      byte low = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = low;
    }
    BigInteger number = count == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private String text(long count) {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  private byte[] bytes(long count) {
    if (count < 0 || count > MAX_BYTES) {
      throw refused("has a text of %d bytes, of at most %d".formatted(count, MAX_BYTES));
    }
    if (count > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  private String line() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = in.get();
      if (bytes[i] == '\n') {
        return new String(Arrays.copyOf(bytes, i), StandardCharsets.UTF_8);
      }
    }
    throw damaged();
  }

  private InvalidModelException damaged() {
    return refused("is damaged before byte %d, copy it again".formatted(in.position()));
  }

  private InvalidModelException refused(String why) {
    return new InvalidModelException("%s: its pickle %s".formatted(source, why));
  }
}
