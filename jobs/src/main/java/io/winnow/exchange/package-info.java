/**
 * Other tools' formats: batches written for them, their exports read back as answers. What is read
 * is not validated here; it goes to the inbox as a return like any vendor's.
 */
package io.winnow.exchange;
