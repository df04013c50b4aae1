/**
 * Charts as inline SVG. Lets-Plot draws them; the page's style sheet colours them, so that they
 * follow its light mode, dark mode and print style.
 */
@io.winnow.Internal
package io.winnow.charts;
