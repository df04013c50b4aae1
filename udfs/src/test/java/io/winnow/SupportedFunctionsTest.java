package io.winnow;

import io.winnow.testing.SupportedTypes;

class SupportedFunctionsTest extends SupportedTypes {}
