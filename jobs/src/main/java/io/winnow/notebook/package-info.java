/**
 * What notebooks call: whatever a note does or shows is here or in what this calls, so that its
 * paragraphs say only what is asked for. Commands run as in a terminal.
 */
package io.winnow.notebook;
