/** The label store: its content, decisions by people, and the difference between two versions. */
@Internal
package io.winnow.jobs.labels;

import io.winnow.Internal;
