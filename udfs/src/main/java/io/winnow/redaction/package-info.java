/**
 * Takes private matter out of texts that leave: finds it, puts a placeholder of one word in its
 * place, and maps words and spans both ways. Plain Java.
 */
@io.winnow.Internal
package io.winnow.redaction;
