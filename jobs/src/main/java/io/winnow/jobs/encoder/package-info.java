/** Imports the pretrained encoder into the workspace. */
@Internal
package io.winnow.jobs.encoder;

import io.winnow.Internal;
