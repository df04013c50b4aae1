package io.winnow.jobs.train;

import io.winnow.model.TrainableClassifier;
import java.util.Optional;

/** Stores the state that a training needs to resume after a crash. */
interface Checkpoints {

  /** For short trainings, which restart instead of resuming. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Optional<Course.Snapshot> takeUp(TrainableClassifier classifier) {
          return Optional.empty();
        }

        @Override
        public void save(TrainableClassifier classifier, Course.Snapshot course) {
          // Nothing is left.
        }
      };

  /**
   * How far a run before this one was; then the classifier's weights are what they were there.
   *
   * @return empty: nothing was left
   */
  Optional<Course.Snapshot> takeUp(TrainableClassifier classifier);

  void save(TrainableClassifier classifier, Course.Snapshot course);
}
