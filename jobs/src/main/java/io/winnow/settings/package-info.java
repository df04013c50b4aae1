/** What settings are made of: the sections of their keys, their validation, what is wrong. */
package io.winnow.settings;
