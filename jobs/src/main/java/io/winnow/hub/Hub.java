package io.winnow.hub;

import io.winnow.hub.HubClient.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Models of the HuggingFace hub, through its cache. */
public record Hub(HubSettings settings) {

  /**
   * Fetches what the cache lacks of a model.
   *
   * @throws HubException if the hub can't be reached, or not long enough
   * @throws HubRefusalException if it has no such model, or none for this user, or if the cache
   *     can't be used
   */
  public HubModel fetch(HubName name, FileChoice choice, Transfer transfer) {
    CachedModel cache = CachedModel.in(settings.cache(), name.repository());
    try {
      return settings.reach() == HubSettings.Reach.OFFLINE
          ? cached(cache, name, choice)
          : online(cache, name, choice, transfer);
    } catch (IOException e) {
      throw new HubRefusalException(
          "Cannot use the hub's cache %s: %s; give another folder by HF_HUB_CACHE"
              .formatted(settings.cache(), e),
          e);
    }
  }

  /**
   * A model of a cache, by a folder of it: {@code models--ORG--NAME} or one of its snapshots.
   *
   * @return nothing if the folder is another
   * @throws HubRefusalException if it can't be told which snapshot is meant
   */
  public static Optional<HubModel> inCache(Path folder, FileChoice choice) {
    try {
      if (!Files.isDirectory(folder)) {
        return Optional.empty();
      }
      Path whole = folder.toRealPath();
      Optional<CachedModel> above = CachedModel.ofSnapshot(whole);
      if (above.isPresent()) {
        return Optional.of(chosen(above.get(), whole.getFileName().toString(), choice));
      }
      Optional<CachedModel> model = CachedModel.at(whole);
      return model.isPresent()
          ? Optional.of(chosen(model.get(), onlyCommit(model.get()), choice))
          : Optional.empty();
    } catch (IOException e) {
      throw new HubRefusalException("Cannot read the hub's cache in " + folder, e);
    }
  }

  private static String onlyCommit(CachedModel model) throws IOException {
    Optional<String> main = model.commit("main");
    List<String> commits = model.commits();
    if (main.isPresent() && commits.contains(main.get())) {
      return main.get();
    }
    if (commits.size() == 1) {
      return commits.get(0);
    }
    throw new HubRefusalException(
        "%s has %d snapshots, and refs/main names none of them: give one of the folders in %s/snapshots"
            .formatted(model.folder(), commits.size(), model.folder()));
  }

  private static HubModel chosen(CachedModel model, String commit, FileChoice choice)
      throws IOException {
    HubModel chosen = model.model(commit, choice.of(model.names(commit)));
    for (Path file : chosen.files().values()) {
      requireUndamaged(file);
    }
    return chosen;
  }

  private HubModel cached(CachedModel cache, HubName name, FileChoice choice) throws IOException {
    String commit = cache.commit(name.revision()).orElse("");
    if (commit.isEmpty() || cache.names(commit).isEmpty()) {
      throw new HubRefusalException(
          "HF_HUB_OFFLINE is set, and the cache %s has no %s: import it once without, or give another cache by HF_HUB_CACHE"
              .formatted(settings.cache(), name));
    }
    return chosen(cache, commit, choice);
  }

  private static void requireUndamaged(Path blob) throws IOException {
    if (!BlobHash.fits(blob, blob.getFileName().toString())) {
      throw new HubRefusalException(
          "%s is damaged: its content does not have the hash that is its name; delete it and fetch the model again"
              .formatted(blob));
    }
  }

  private HubModel online(CachedModel cache, HubName name, FileChoice choice, Transfer transfer)
      throws IOException {
    HubClient hub = new HubClient(settings, new HubHttp(settings, transfer));
    Revision revision;
    try {
      revision = hub.revision(name);
    } catch (HubException e) {
      Optional<String> commit = cache.commit(name.revision());
      if (commit.isEmpty() || cache.names(commit.get()).isEmpty()) {
        throw e;
      }
      transfer.say(
          "Warning: %s can't be reached; %s is used as the cache has it, commit %s"
              .formatted(settings.endpoint(), name.repository(), commit.get()));
      return cached(cache, name, choice);
    }
    HubName pinned = name.at(revision.commit());
    List<String> names = choice.of(revision.files());
    List<RemoteFile> files = new ArrayList<>();
    for (String file : names) {
      files.add(hub.describe(pinned, file));
    }
    fetch(cache, hub, pinned, files, transfer);
    cache.note(name.revision(), revision.commit());
    return cache.model(revision.commit(), names);
  }

  private void fetch(
      CachedModel cache, HubClient hub, HubName pinned, List<RemoteFile> files, Transfer transfer)
      throws IOException {
    requireRoom(cache, files);
    transfer.begins(files.size(), files.stream().mapToLong(RemoteFile::size).sum());
    try {
      long before = 0;
      for (RemoteFile file : files) {
        long done = before;
        Download.into(cache, hub, pinned, file, bytes -> transfer.at(done + bytes, file.name()));
        cache.link(pinned.revision(), file);
        before += file.size();
        transfer.at(before, file.name());
      }
    } finally {
      transfer.ends();
    }
  }

  private void requireRoom(CachedModel cache, List<RemoteFile> files) throws IOException {
    Files.createDirectories(settings.cache());
    long needed = 0;
    for (RemoteFile file : files) {
      boolean isThere = Files.exists(cache.blob(file.etag()));
      needed += isThere ? 0 : file.size() - size(cache.incomplete(file.etag()));
    }
    long room = Files.getFileStore(settings.cache()).getUsableSpace();
    if (needed > room) {
      throw new HubRefusalException(
          "The hub's cache %s has room for %d MB, and the model needs %d MB more: free some, or give another folder by HF_HUB_CACHE"
              .formatted(settings.cache(), room >> 20, needed >> 20));
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
