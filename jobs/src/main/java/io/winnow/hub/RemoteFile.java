package io.winnow.hub;

/**
 * A file of a model, as the hub describes it.
 *
 * @param etag the hash by which the hub knows its content, see {@link BlobHash}
 */
record RemoteFile(String name, String etag, long size) {}
