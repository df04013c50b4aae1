/** Which sentences are sent out under a budget. Plain Java: no library. */
package io.winnow.selection;
