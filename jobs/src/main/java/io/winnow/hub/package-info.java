/**
 * A client of the HuggingFace hub, over plain HTTPS: finds a model's files at a revision, fetches
 * those that are wanted, and keeps them in the hub's own cache, where transformers finds them too.
 */
@io.winnow.Internal
package io.winnow.hub;
