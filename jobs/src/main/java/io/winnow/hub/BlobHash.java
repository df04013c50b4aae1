package io.winnow.hub;

import io.winnow.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hashes by which the hub names contents: SHA-256 for large files, which it keeps outside of
 * git, and git's own of a blob for the others. Another endpoint may name them as it likes.
 */
enum BlobHash {
  SHA_256(64),
  /** SHA-1 of {@code "blob SIZE\0"} and the content (git-scm.com, Git Objects). */
  GIT_BLOB(40);

  private final int digits;

  BlobHash(int digits) {
    this.digits = digits;
  }

  /** Which of them a name is; nothing if it is none. */
  static Optional<BlobHash> of(String etag) {
    return Arrays.stream(values())
        .filter(hash -> etag.matches("[0-9a-f]{" + hash.digits + "}"))
        .findFirst();
  }

  String of(Path file) throws IOException {
    MessageDigest digest = this == SHA_256 ? Sha256.digest() : sha1();
    if (this == GIT_BLOB) {
      String head = "blob %d\0".formatted(Files.size(file));
      digest.update(head.getBytes(StandardCharsets.US_ASCII));
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether a file is what this name stands for; true where the name is no hash. */
  static boolean fits(Path file, String etag) throws IOException {
    Optional<BlobHash> hash = of(etag);
    return hash.isEmpty() || hash.get().of(file).equals(etag);
  }

  /** Against bytes that were damaged on their way, as git uses it. */
  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1", e);
    }
  }
}
