/** Finds entities in a stream of texts, without Spark. */
@Internal
package io.winnow.jobs.tag;

import io.winnow.Internal;
