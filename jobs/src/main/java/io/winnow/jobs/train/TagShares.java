package io.winnow.jobs.train;

import io.winnow.model.Window;
import java.util.List;

/** How often each tag is right, over the words of a training. */
record TagShares(double[] shares) {

  static TagShares of(List<Window.Labelled> windows, int tags) {
    double[] sums = new double[tags];
    double words = 0;
    for (Window.Labelled window : windows) {
      float[] distributions = window.targets().distributions(tags);
      for (int i = 0; i < distributions.length; i++) {
        sums[i % tags] += distributions[i];
      }
      words += window.targets().words();
    }
    for (int tag = 0; tag < tags; tag++) {
      sums[tag] /= Math.max(1, words);
    }
    return new TagShares(sums);
  }

  /**
   * The loss of a model that looks at no word and gives each tag its share: their entropy, which no
   * such model can go below.
   *
   * @return nats a word; 0 if all words have the same tag
   */
  double entropy() {
    double entropy = 0;
    for (double share : shares) {
      if (share > 0) {
        entropy -= share * Math.log(share);
      }
    }
    return entropy;
  }
}
