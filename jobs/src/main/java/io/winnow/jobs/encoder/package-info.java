/** Imports the pretrained encoder into the workspace. */
package io.winnow.jobs.encoder;
