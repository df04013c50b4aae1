package io.winnow.api;

import io.winnow.testing.SupportedTypes;
import java.nio.file.Path;

class SupportedApiTest extends SupportedTypes {

  SupportedApiTest() {
    super(Path.of("../udfs"));
  }
}
