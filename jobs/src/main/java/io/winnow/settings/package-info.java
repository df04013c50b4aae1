/** What settings are made of: the sections of their keys, their validation, what is wrong. */
@Internal
package io.winnow.settings;

import io.winnow.Internal;
