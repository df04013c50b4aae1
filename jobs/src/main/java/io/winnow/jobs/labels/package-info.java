/** The label store: its content, decisions by people, and the difference between two versions. */
package io.winnow.jobs.labels;
