/** What settings are made of: the sections of their keys, their validation, what is wrong. */
@io.winnow.Internal
package io.winnow.settings;
