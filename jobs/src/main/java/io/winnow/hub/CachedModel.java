package io.winnow.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A model's folder in the hub's cache: contents in {@code blobs}, by their hash; {@code
 * snapshots/COMMIT} with relative links to them; the commits that branches stood at in {@code refs}
 * (huggingface.co/docs/huggingface_hub/guides/manage-cache).
 *
 * @param repository such as {@code dslim/bert-base-NER}
 * @param folder such as {@code models--dslim--bert-base-NER}
 */
record CachedModel(String repository, Path folder) {

  private static final String PREFIX = "models--";
  private static final String SEPARATOR = "--";
  private static final String SNAPSHOTS = "snapshots";
  private static final String BLOBS = "blobs";

  /** A commit, and an end of line. */
  private static final int LONGEST_REF = 100;

  static CachedModel in(Path cache, String repository) {
    return new CachedModel(repository, cache.resolve(PREFIX + repository.replace("/", SEPARATOR)));
  }

  /** The one that a folder is; nothing if it is another folder. */
  static Optional<CachedModel> at(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.startsWith(PREFIX) && Files.isDirectory(folder.resolve(SNAPSHOTS))
        ? Optional.of(
            new CachedModel(name.substring(PREFIX.length()).replace(SEPARATOR, "/"), folder))
        : Optional.empty();
  }

  /** The one that a folder is a snapshot of. */
  static Optional<CachedModel> ofSnapshot(Path snapshot) {
    Path above = snapshot.getParent();
    boolean isBelow =
        above != null
            && String.valueOf(above.getFileName()).equals(SNAPSHOTS)
            && HubName.isCommit(String.valueOf(snapshot.getFileName()));
    return isBelow ? at(above.getParent()) : Optional.empty();
  }

  /** The commit that a revision stood at when it was last asked for. */
  Optional<String> commit(String revision) throws IOException {
    if (HubName.isCommit(revision)) {
      return Optional.of(revision);
    }
    Path ref = ref(revision);
    if (!Files.isRegularFile(ref) || Files.size(ref) > LONGEST_REF) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(ref, StandardCharsets.ISO_8859_1).strip())
        .filter(HubName::isCommit);
  }

  /** By name. */
  List<String> commits() throws IOException {
    return List.copyOf(namesIn(folder.resolve(SNAPSHOTS)));
  }

  /** The names of a snapshot's files; none if it is not there. */
  SortedSet<String> names(String commit) throws IOException {
    return namesIn(snapshot(commit));
  }

  private static SortedSet<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      SortedSet<String> names = new TreeSet<>();
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
      return names;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new TreeSet<>();
    }
  }

  /**
   * Where a file's bytes lie; nothing if it is not there or its link is broken.
   *
   * @throws HubRefusalException if a link leads elsewhere than to this model's blobs, or to no
   *     regular file
   */
  Optional<Path> file(String commit, String name) throws IOException {
    Path snapshot = snapshot(commit);
    Path entry = snapshot.resolve(name);
    Path real;
    try {
      real = entry.toRealPath();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      throw new HubRefusalException(
          "%s can't be followed (%s): remove it and import again".formatted(entry, e.getReason()),
          e);
    }
    Path whole = folder.toRealPath();
    boolean isBlob = real.getParent().equals(whole.resolve(BLOBS));
    // Where a file system knows no links, the files themselves lie in the snapshot.
    if (!isBlob && !real.startsWith(whole.resolve(SNAPSHOTS).resolve(commit))) {
      throw new HubRefusalException(
          "%s is a link to %s, outside of %s: remove it and import again"
              .formatted(entry, real, whole.resolve(BLOBS)));
    }
    if (!Files.isRegularFile(real)) {
      throw new HubRefusalException(
          "%s is no file, but a folder, a FIFO, a socket or a device: remove it and import again"
              .formatted(entry));
    }
    return Optional.of(real);
  }

  /**
   * A snapshot's files.
   *
   * @throws HubRefusalException if one of them is not there
   */
  HubModel model(String commit, List<String> names) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String name : names) {
      files.put(
          name,
          file(commit, name)
              .orElseThrow(
                  () ->
                      new HubRefusalException(
                          "%s leads to no file: fetch the model again, without HF_HUB_OFFLINE"
                              .formatted(snapshot(commit).resolve(name)))));
    }
    return new HubModel(new HubName(repository, commit), files);
  }

  Path blob(String etag) {
    return folder.resolve(BLOBS).resolve(etag);
  }

  /** What has arrived of a blob so far. */
  Path incomplete(String etag) {
    return folder.resolve(BLOBS).resolve(etag + ".incomplete");
  }

  Path lock(String etag) {
    return folder.resolveSibling(".locks").resolve(folder.getFileName()).resolve(etag + ".lock");
  }

  /** Puts a blob into a snapshot; a copy where the file system knows no links. */
  void link(String commit, RemoteFile file) throws IOException {
    Path entry = snapshot(commit).resolve(file.name());
    Path blob = blob(file.etag());
    Files.createDirectories(entry.getParent());
    if (Files.exists(entry) && Files.isSameFile(entry, blob)) {
      return;
    }
    Files.deleteIfExists(entry);
    try {
      Files.createSymbolicLink(entry, entry.getParent().relativize(blob));
    } catch (UnsupportedOperationException e) {
      Files.copy(blob, entry);
    }
  }

  /** Notes what a branch or tag stands at. */
  void note(String revision, String commit) throws IOException {
    if (HubName.isCommit(revision)) {
      return;
    }
    Path ref = ref(revision);
    Files.createDirectories(ref.getParent());
    Path whole = Files.createTempFile(ref.getParent(), ".ref", "");
    Files.writeString(whole, commit);
    Files.move(whole, ref, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path ref(String revision) {
    return folder.resolve("refs").resolve(revision);
  }

  private Path snapshot(String commit) {
    return folder.resolve(SNAPSHOTS).resolve(commit);
  }
}
