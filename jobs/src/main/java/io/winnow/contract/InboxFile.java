package io.winnow.contract;

import org.apache.hadoop.fs.Path;

/**
 * A returned file.
 *
 * @param name its path below the inbox with {@code /} between folders; orders deliveries
 * @param path where it lies
 */
public record InboxFile(String name, Path path) {}
