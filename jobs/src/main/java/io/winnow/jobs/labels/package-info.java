/** The label store: its content, decisions by people, and the difference between two versions. */
@io.winnow.Internal
package io.winnow.jobs.labels;
