package io.winnow.model.files;

import io.winnow.model.files.PickleVocabulary.Dict;
import io.winnow.model.files.PickleVocabulary.Function;
import io.winnow.model.files.PickleVocabulary.Sequence;
import io.winnow.model.files.PickleVocabulary.Tuple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
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

  static final int MAX_NESTING = 1_000;

  private final PickleInput in;
  private final PickleVocabulary vocabulary;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private Unpickler(PickleInput in, PickleVocabulary vocabulary) {
    this.in = in;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads one pickle; the buffer is then behind it.
   *
   * @param source for messages
   * @throws InvalidModelException if it is damaged, too large, or asks for something else
   */
  static Object read(String source, ByteBuffer bytes, PickleVocabulary vocabulary) {
    PickleInput in = new PickleInput(source, bytes);
    Unpickler unpickler = new Unpickler(in, vocabulary);
    try {
      for (int operation = 0; operation < MAX_OPERATIONS; operation++) {
        char opcode = in.opcode();
        if (opcode == Pickle.STOP) {
          return unpickler.pop(Object.class);
        }
        unpickler.run(opcode);
      }
    } catch (BufferUnderflowException e) {
      throw in.endless(e);
    }
    throw in.refused("has more than %d operations".formatted(MAX_OPERATIONS));
  }

  private void run(char opcode) {
    switch (opcode) {
      case Pickle.PROTO -> checkProtocol(in.uint1());
      case Pickle.FRAME -> in.int8();
      case Pickle.NONE -> stack.add(null);
      case Pickle.NEWTRUE -> stack.add(true);
      case Pickle.NEWFALSE -> stack.add(false);
      case Pickle.BININT -> stack.add((long) in.int4());
      case Pickle.BININT1 -> stack.add((long) in.uint1());
      case Pickle.BININT2 -> stack.add((long) in.uint2());
      case Pickle.LONG1 -> stack.add(in.whole(in.uint1()));
      case Pickle.BINFLOAT -> stack.add(in.float8());
      case Pickle.SHORT_BINUNICODE, Pickle.SHORT_BINSTRING -> stack.add(in.text(in.uint1()));
      case Pickle.BINUNICODE, Pickle.BINSTRING -> stack.add(in.text(in.uint4()));
      case Pickle.BINUNICODE8 -> stack.add(in.text(in.int8()));
      case Pickle.SHORT_BINBYTES -> stack.add(in.bytes(in.uint1()));
      case Pickle.BINBYTES -> stack.add(in.bytes(in.uint4()));
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
      case Pickle.BINPUT -> remember(in.uint1());
      case Pickle.LONG_BINPUT -> remember(in.uint4());
      case Pickle.MEMOIZE -> remember(memo.size());
      case Pickle.BINGET -> stack.add(remembered(in.uint1()));
      case Pickle.LONG_BINGET -> stack.add(remembered(in.uint4()));
      case Pickle.GLOBAL -> stack.add(vocabulary.global(in.line(), in.line()));
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
          throw in.refused(
              "has the operation 0x%02x at byte %d".formatted((int) opcode, in.place()));
    }
  }

  private void checkProtocol(int protocol) {
    if (protocol < 2 || protocol > 5) {
      throw in.refused("has pickle protocol %d; Winnow reads 2 to 5".formatted(protocol));
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
      throw in.damaged();
    }
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      // Others' hashes could take time without end.
      if (!(key instanceof String || key instanceof Long)) {
        throw in.refused("has a dict with a key that is neither text nor a number");
      }
      if (dict.containsKey(key)) {
        throw in.refused("sets '%s' twice".formatted(key));
      }
      dict.put(key, items.get(i + 1));
    }
  }

  private void mark() {
    if (marks.size() == MAX_NESTING) {
      throw in.refused("is nested more than %d deep".formatted(MAX_NESTING));
    }
    marks.push(stack.size());
  }

  private List<Object> sinceMark() {
    if (marks.isEmpty()) {
      throw in.damaged();
    }
    return popped(stack.size() - marks.pop());
  }

  private List<Object> popped(int count) {
    int from = stack.size() - count;
    if (from < floor()) {
      throw in.damaged();
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
      throw in.damaged();
    }
    return as(type, stack.get(stack.size() - 1));
  }

  private <T> T as(Class<T> type, Object value) {
    if (value != null && !type.isInstance(value) || value == null && type != Object.class) {
      throw in.damaged();
    }
    return type.cast(value);
  }

  private void remember(long place) {
    memo.put(place, top(Object.class));
  }

  private Object remembered(long place) {
    if (!memo.containsKey(place)) {
      throw in.damaged();
    }
    return memo.get(place);
  }
}
