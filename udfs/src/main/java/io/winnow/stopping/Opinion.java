package io.winnow.stopping;

/**
 * What a rule thinks after a round.
 *
 * @param rule its name
 * @param sentence why, for a person
 */
public record Opinion(String rule, Verdict verdict, String sentence) {}
