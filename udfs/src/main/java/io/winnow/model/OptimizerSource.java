package io.winnow.model;

/**
 * The optimiser as TorchScript methods that any architecture's class takes in: global-norm clipping
 * (Pascanu et al. 2013, arXiv 1211.5063) and AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101)
 * as libtorch's fused kernel. A few native calls instead of a few hundred.
 */
final class OptimizerSource {

  private OptimizerSource() {}

  /**
   * {@code clip} takes all gradients and the largest norm, shortens them in place and returns their
   * norm before. {@code adamw} takes gradients, first and second moments and the weights, all of
   * weights that are updated alike, the step's number once a weight, learning rate and weight
   * decay; it sets the gradients to zero and returns the rate.
   */
  static String methods(String className) {
    return """
      def clip(self: __torch__.%1$s,
        gradients: List[Tensor],
        largest: Tensor) -> Tensor:
        norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients)))
        scale = torch.clamp(torch.div(largest, torch.add(norm, 1e-06)), None, 1.)
        torch._foreach_mul_(gradients, scale)
        return norm
      def adamw(self: __torch__.%1$s,
        gradients: List[Tensor],
        first: List[Tensor],
        second: List[Tensor],
        weights: List[Tensor],
        steps: List[Tensor],
        rate: Tensor,
        decay: Tensor) -> Tensor:
        torch._fused_adamw_(weights, gradients, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=float(decay), eps=1e-08, amsgrad=False, maximize=False)
        torch._foreach_zero_(gradients)
        return rate
    """
        .formatted(className);
  }
}
