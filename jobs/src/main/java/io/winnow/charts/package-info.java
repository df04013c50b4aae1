/**
 * Charts as SVG that stands in a page of its own: drawn by Lets-Plot, coloured by the page's style
 * sheet, so that they follow its light and dark and its print.
 */
package io.winnow.charts;
