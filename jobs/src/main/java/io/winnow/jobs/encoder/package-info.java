/** Imports the pretrained encoder into the workspace. */
@io.winnow.Internal
package io.winnow.jobs.encoder;
