package io.winnow.weak;

import io.winnow.text.EntitySpan;
import io.winnow.text.Sentence;
import io.winnow.text.Word;
import io.winnow.text.WordSplitter;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;

/**
 * Phrases and their types. A sentence's words may be cut otherwise than a phrase's would be ({@code
 * U.S.} or {@code U.S} and a period): so both are cut into pieces by {@link WordSplitter}, and
 * pieces are compared, however Unicode composes their letters (canonical equivalence, UAX 15).
 */
final class PhraseBook implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final class Node implements Serializable {
    private static final long serialVersionUID = 1L;
    private final HashMap<String, Node> next = new HashMap<>();
    private final TreeSet<String> types = new TreeSet<>();
  }

  /** A piece of a sentence's word, and whether the word begins and ends with it. */
  private record Piece(String key, int word, boolean isFirst, boolean isLast) {}

  private final WeakRules.LetterCase letters;
  private final Node root = new Node();

  PhraseBook(WeakRules.LetterCase letters) {
    this.letters = letters;
  }

  /** One without words, such as an empty line, is no phrase. */
  void add(String phrase, String type) {
    Node node = root;
    for (String key : pieces(phrase)) {
      node = node.next.computeIfAbsent(key, piece -> new Node());
    }
    if (node != root) {
      node.types.add(type);
    }
  }

  /** Every phrase in a sentence; they may overlap. */
  List<EntitySpan> find(Sentence sentence) {
    List<EntitySpan> found = new ArrayList<>();
    List<Piece> pieces = root.next.isEmpty() ? List.of() : pieces(sentence);
    for (int start = 0; start < pieces.size(); start++) {
      int from = pieces.get(start).word();
      Node node = pieces.get(start).isFirst() ? root : null;
      for (int at = start; node != null && at < pieces.size(); at++) {
        Piece piece = pieces.get(at);
        node = node.next.get(piece.key());
        if (node != null && piece.isLast()) {
          node.types.forEach(type -> found.add(new EntitySpan(from, piece.word() + 1, type)));
        }
      }
    }
    return found;
  }

  private List<Piece> pieces(Sentence sentence) {
    List<Piece> pieces = new ArrayList<>();
    for (int word = 0; word < sentence.words().size(); word++) {
      List<String> keys = pieces(sentence.words().get(word).text());
      for (int i = 0; i < keys.size(); i++) {
        pieces.add(new Piece(keys.get(i), word, i == 0, i == keys.size() - 1));
      }
    }
    return pieces;
  }

  private List<String> pieces(String text) {
    return WordSplitter.split(composed(text)).stream()
        .map(Word::text)
        .map(letters::key)
        .map(PhraseBook::composed)
        .toList();
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
