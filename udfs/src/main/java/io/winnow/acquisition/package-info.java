/**
 * How much a sentence would teach the model, from the model's own doubt. Plain Java: no library.
 */
package io.winnow.acquisition;
