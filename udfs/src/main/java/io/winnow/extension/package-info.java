/**
 * How what others have written is found: acquisition functions, modifiers and adjudicators, each
 * under the name that configuration gives it. Plain Java: {@link java.util.ServiceLoader}.
 */
@io.winnow.Internal
package io.winnow.extension;
