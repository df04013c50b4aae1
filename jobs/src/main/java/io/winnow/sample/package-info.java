/**
 * A synthetic corpus written for Winnow: for the demo and for tests, with gold spans. It says
 * nothing true about anybody.
 */
package io.winnow.sample;
