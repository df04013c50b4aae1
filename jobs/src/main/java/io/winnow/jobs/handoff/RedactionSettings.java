package io.winnow.jobs.handoff;

import io.winnow.jobs.Run;
import io.winnow.jobs.weak.WeakAnnotators;
import io.winnow.jobs.weak.WeakSettings.PhraseSource;
import io.winnow.redaction.BuiltIn;
import io.winnow.redaction.Detector;
import io.winnow.redaction.OwnDictionary;
import io.winnow.redaction.OwnPattern;
import io.winnow.redaction.Redactor;
import io.winnow.settings.Section;
import io.winnow.settings.SettingsException;
import io.winnow.settings.Validation;
import io.winnow.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The keys {@code vendor.redact*}.
 *
 * @param redact what {@link BuiltIn} detectors are to find, as settings write it
 * @param redactPatterns regular expressions by the name that placeholders get
 * @param redactDictionaries words by the name that placeholders get
 */
@Section("vendor")
public record RedactionSettings(
    List<String> redact,
    SortedMap<String, List<String>> redactPatterns,
    SortedMap<String, PhraseSource> redactDictionaries) {

  public static final RedactionSettings NONE =
      new RedactionSettings(List.of(), new TreeMap<>(), new TreeMap<>());

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  public RedactionSettings {
    redact = List.copyOf(redact);
    redactPatterns = Collections.unmodifiableSortedMap(new TreeMap<>(redactPatterns));
    redactDictionaries = Collections.unmodifiableSortedMap(new TreeMap<>(redactDictionaries));
    Validation validation = Validation.of(RedactionSettings.class);
    for (String name : redact) {
      validation.require(
          builtIn(name).isPresent(),
          "redact",
          "has '%s', which is none of %s"
              .formatted(name, Arrays.stream(BuiltIn.values()).map(BuiltIn::setting).toList()));
    }
    validation.require(
        new HashSet<>(redact).size() == redact.size(),
        "redact",
        "must have each detector once, not " + redact);
    for (String name : redactPatterns.keySet()) {
      checkName(validation, "redact-patterns." + name, name);
      boolean isThere = !redactPatterns.get(name).isEmpty();
      validation.require(isThere, "redact-patterns." + name, "has no pattern: give it one");
      for (String expression : redactPatterns.get(name)) {
        try {
          OwnPattern.of(name, expression);
        } catch (IllegalArgumentException e) {
          validation.require(false, "redact-patterns." + name, e.getMessage());
        }
      }
    }
    for (String name : redactDictionaries.keySet()) {
      checkName(validation, "redact-dictionaries." + name, name);
      validation.require(
          !redactPatterns.containsKey(name),
          "redact-dictionaries." + name,
          "has the name of vendor.redact-patterns.%1$s: rename one of them".formatted(name));
    }
    validation.done();
  }

  private static void checkName(Validation validation, String key, String name) {
    validation.require(
        NAME.matcher(name).matches(),
        key,
        "is no name for placeholders: up to 40 letters of ASCII, digits, - and _, a letter first");
    validation.require(
        Arrays.stream(BuiltIn.values()).noneMatch(it -> it.kind().equalsIgnoreCase(name)),
        key,
        "has the name of a detector of vendor.redact: choose another");
  }

  private static Optional<BuiltIn> builtIn(String setting) {
    return Arrays.stream(BuiltIn.values()).filter(it -> it.setting().equals(setting)).findFirst();
  }

  /** Whether nothing is to be replaced. */
  public boolean isOff() {
    return redact.isEmpty() && redactPatterns.isEmpty() && redactDictionaries.isEmpty();
  }

  /**
   * With the dictionaries read, which the run notes as inputs.
   *
   * @throws SettingsException if a dictionary is not there, is no text, or has nothing to find
   */
  Redactor redactor(Run run) {
    List<Detector> detectors = new ArrayList<>();
    for (BuiltIn one : BuiltIn.values()) {
      if (redact.contains(one.setting())) {
        detectors.add(one.detector());
      }
    }
    redactPatterns.forEach(
        (name, expressions) ->
            expressions.forEach(expression -> detectors.add(OwnPattern.of(name, expression))));
    redactDictionaries.forEach(
        (name, source) -> detectors.add(dictionary(run.workspace(), name, source)));
    for (PhraseSource source : redactDictionaries.values()) {
      if (source instanceof PhraseSource.File file) {
        run.input("dictionary:" + file.path(), WeakAnnotators.input(run.workspace(), file));
      }
    }
    return new Redactor(detectors);
  }

  private static Detector dictionary(Workspace workspace, String name, PhraseSource source) {
    String key = "vendor.redact-dictionaries." + name;
    List<String> phrases = WeakAnnotators.phrases(workspace, key, source);
    try {
      return OwnDictionary.of(name, phrases);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(new SettingsException.Problem(key, e.getMessage())));
    }
  }

  /**
   * What takes out entities of a type, by the type's name.
   *
   * @return settings, such as {@code email of vendor.redact}
   */
  SortedSet<String> hiding(String type) {
    SortedSet<String> settings = new TreeSet<>();
    for (BuiltIn one : BuiltIn.values()) {
      if (redact.contains(one.setting()) && one.isNamed(type)) {
        settings.add(setting(one.kind()));
      }
    }
    for (String name : redactPatterns.keySet()) {
      if (BuiltIn.isSame(name, type)) {
        settings.add(setting(name));
      }
    }
    for (String name : redactDictionaries.keySet()) {
      if (BuiltIn.isSame(name, type)) {
        settings.add(setting(name));
      }
    }
    return settings;
  }

  /** The setting that makes a kind, such as {@code email in vendor.redact}. */
  String setting(String kind) {
    if (redactPatterns.containsKey(kind)) {
      return "vendor.redact-patterns." + kind;
    }
    if (redactDictionaries.containsKey(kind)) {
      return "vendor.redact-dictionaries." + kind;
    }
    return Arrays.stream(BuiltIn.values())
        .filter(it -> it.kind().equals(kind))
        .map(it -> "'%s' in vendor.redact".formatted(it.setting()))
        .findFirst()
        .orElse("vendor.redact");
  }
}
