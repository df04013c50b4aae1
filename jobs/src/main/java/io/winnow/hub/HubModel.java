package io.winnow.hub;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model of the hub's as it lies in the cache.
 *
 * @param name with the commit as its revision
 * @param files those that were wanted, by name; blobs of the cache, which nobody changes
 */
public record HubModel(HubName name, SortedMap<String, Path> files) {

  public HubModel {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
