package io.winnow.display;

import io.winnow.text.LabelScheme;
import java.util.List;

/**
 * Gives each entity type its colour by its place in the label scheme, so that a type looks the same
 * in every view of a workspace. After {@value #COLOURS} types colours come again; the type's name
 * always stands beside the entity.
 *
 * @param types in the label scheme's order; any other type gets a colour of its own
 */
public record TypePalette(List<String> types) {

  static final int COLOURS = 8;

  public TypePalette {
    types = List.copyOf(types);
  }

  public static TypePalette of(LabelScheme scheme) {
    return new TypePalette(scheme.types());
  }

  /** In 0 to {@value #COLOURS} - 1, or {@value #COLOURS} for a type that is none of these. */
  int colour(String type) {
    int place = types.indexOf(type);
    return place < 0 ? COLOURS : place % COLOURS;
  }
}
