/**
 * The API for notebooks. All work of a note is done here or in what this calls, so its paragraphs
 * only name what they want. Commands run as in a terminal.
 */
@io.winnow.Internal
package io.winnow.notebook;
