package io.winnow.jobs.ingest;

import io.winnow.foreign.PassedOver;
import io.winnow.jobs.ingest.InputFiles.InputFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The files of a folder or glob by their {@link Split}, so that nobody trains on a test set that
 * lies in the same folder. A file that is given by its own path is no folder, whatever its name.
 *
 * @param splits empty if no file names one
 * @param others data that names no split
 * @param passedOver what describes the data
 */
record HubFolder(
    InputFiles all,
    Map<Split, List<InputFile>> splits,
    List<InputFile> others,
    List<InputFile> passedOver) {

  private static final Pattern ABOUT_THE_DATA =
      Pattern.compile(
          "(README|LICEN[SC]E|NOTICE|CITATION|CHANGELOG)(\\.\\w+)?|.*\\.py"
              + "|(dataset_infos?|dataset_dict|state)\\.json",
          Pattern.CASE_INSENSITIVE);

  private static final int NAMES_SHOWN = 3;

  /**
   * @throws InputException if it holds several data sets
   */
  static HubFolder of(Configuration hadoop, InputFiles found, CorpusInput.Part part) {
    if (isFile(found)) {
      return new HubFolder(found, Map.of(), List.of(), List.of());
    }
    Map<Boolean, List<InputFile>> parts =
        found.files().stream()
            .collect(
                Collectors.partitioningBy(
                    file -> ABOUT_THE_DATA.matcher(baseName(file.path())).matches()));
    List<InputFile> data = parts.get(false);
    if (data.isEmpty()) {
      throw new InputException(
          "Cannot read %s: it holds no data, but %s"
              .formatted(found.uri(), names(parts.get(true))));
    }
    InputFiles all = new InputFiles(found.uri(), found.qualified(), data, found.passedOver());
    if (part == CorpusInput.Part.ALL) {
      return new HubFolder(all, Map.of(), List.of(), parts.get(true));
    }
    Optional<DeclaredSplits> declared =
        parts.get(true).isEmpty()
            ? Optional.empty()
            : DeclaredSplits.of(hadoop, new Path(found.qualified()))
                .filter(it -> data.stream().anyMatch(file -> it.has(below(found, file))));
    Map<Split, List<InputFile>> splits = new EnumMap<>(Split.class);
    Map<Split, SortedSet<String>> homes = new EnumMap<>(Split.class);
    List<InputFile> others = new ArrayList<>();
    for (InputFile file : data) {
      Optional<Place> place = place(below(found, file), declared);
      place.ifPresentOrElse(
          it -> {
            splits.computeIfAbsent(it.split, split -> new ArrayList<>()).add(file);
            homes.computeIfAbsent(it.split, split -> new TreeSet<>()).add(it.home);
          },
          () -> others.add(file));
    }
    homes.forEach((split, folders) -> requireOne(found, split, folders));
    return new HubFolder(all, splits, others, parts.get(true));
  }

  /**
   * Where a split lies.
   *
   * @param home the folder that holds it, which is its data set's; empty: the input itself
   */
  private record Place(Split split, String home) {

    private static Optional<Place> of(String path) {
      String[] steps = path.split("/");
      for (int i = steps.length - 1; i >= 0; i--) {
        Optional<Split> split = Split.ofName(steps[i]);
        if (split.isPresent()) {
          return Optional.of(
              new Place(split.get(), String.join("/", List.of(steps).subList(0, i))));
        }
      }
      return Optional.empty();
    }
  }

  private static Optional<Place> place(String path, Optional<DeclaredSplits> declared) {
    return declared.isPresent()
        ? declared.get().split(path).map(split -> new Place(split, ""))
        : Place.of(path);
  }

  /**
   * @throws InputException if the files don't tell which of them it is
   */
  InputFiles part(CorpusInput.Part part) {
    if (splits.isEmpty() || splits.size() == 1 && others.isEmpty()) {
      return all;
    }
    List<Split> wanted =
        part == CorpusInput.Part.CORPUS ? List.of(Split.TRAIN) : Split.measuredOn();
    return first(wanted)
        .map(split -> all.only(splits.get(split)))
        .orElseThrow(
            () ->
                new InputException(
                    "Cannot tell what of %s to read as the %s: it has %s; give the files by a path of their own, or --set init.splits=none to read all alike"
                        .formatted(all.uri(), part.text(), contents())));
  }

  /** Whether there is a test set beside the corpus. */
  boolean hasHoldout() {
    return splits.containsKey(Split.TRAIN) && first(Split.measuredOn()).isPresent();
  }

  /**
   * What was read, and what was not, a line each.
   *
   * @param read the parts that were read of this folder
   */
  List<String> notes(List<CorpusInput.Part> read) {
    List<String> notes = new ArrayList<>();
    if (!all.passedOver().isEmpty()) {
      notes.add(
          "Warning: not read in %s: %s".formatted(all.uri(), PassedOver.list(all.passedOver())));
    }
    if (!passedOver.isEmpty()) {
      notes.add("passed over in %s: %s".formatted(all.uri(), names(passedOver)));
    }
    if (splits.isEmpty()) {
      if (others.stream().flatMap(it -> Split.hinted(baseName(it.path()))).distinct().count() > 1) {
        notes.add(
            "Warning: all files of %s are in the corpus: %s. If some are a test set, name them test.* and the others train.*, or give them by --input and --holdout"
                .formatted(all.uri(), described(others)));
      }
      return notes;
    }
    Map<CorpusInput.Part, List<InputFile>> files = new EnumMap<>(CorpusInput.Part.class);
    read.forEach(part -> files.put(part, part(part).files()));
    notes.add(
        "%s is read by its splits: %s"
            .formatted(
                all.uri(),
                files.entrySet().stream()
                    .map(it -> "%s %s".formatted(it.getKey().text(), described(it.getValue())))
                    .collect(Collectors.joining(", "))));
    Predicate<InputFile> isRead =
        file -> files.values().stream().anyMatch(part -> part.contains(file));
    splits.forEach(
        (split, group) -> {
          if (group.stream().noneMatch(isRead)) {
            notes.add(
                "not read: %s %s; to use it, give it by its own path as --holdout or --input"
                    .formatted(split, described(group)));
          }
        });
    if (others.stream().noneMatch(isRead) && !others.isEmpty()) {
      notes.add(
          "Warning: not read: %s, whose names tell no split; to use them, give them by a path of their own"
              .formatted(described(others)));
    }
    return notes;
  }

  private Optional<Split> first(List<Split> wanted) {
    return wanted.stream().filter(splits::containsKey).findFirst();
  }

  private String contents() {
    List<String> parts = new ArrayList<>();
    splits.forEach((split, files) -> parts.add(split + " " + described(files)));
    if (!others.isEmpty()) {
      parts.add("without a split's name " + described(others));
    }
    return String.join(", ", parts);
  }

  private static String described(List<InputFile> files) {
    return "(%s: %s)"
        .formatted(files.size() == 1 ? "1 file" : files.size() + " files", names(files));
  }

  private static String names(List<InputFile> files) {
    String first =
        files.stream().limit(NAMES_SHOWN).map(InputFile::name).collect(Collectors.joining(", "));
    return files.size() > NAMES_SHOWN ? first + ", ..." : first;
  }

  private static void requireOne(InputFiles found, Split split, SortedSet<String> homes) {
    if (homes.size() > 1) {
      throw new InputException(
          "Cannot read %s: it holds several data sets (configurations), each with a %s of its own: %s; give one of these folders, or --set init.splits=none to read all alike"
              .formatted(
                  found.uri(),
                  split,
                  homes.stream()
                      .map(home -> home.isEmpty() ? "the folder itself" : home)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static boolean isFile(InputFiles found) {
    return found.files().size() == 1 && found.files().get(0).path().equals(found.qualified());
  }

  private static String below(InputFiles found, InputFile file) {
    String folder = found.qualified() + "/";
    return file.path().startsWith(folder) ? file.path().substring(folder.length()) : file.name();
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
