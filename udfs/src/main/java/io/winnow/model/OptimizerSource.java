package io.winnow.model;

/**
 * The optimiser as a TorchScript method that any architecture's class takes in: global-norm
 * clipping (Pascanu et al. 2013, arXiv 1211.5063), then AdamW (Loshchilov and Hutter 2019, arXiv
 * 1711.05101) as libtorch's fused kernel, then the gradients set to zero. One native call instead
 * of a few hundred.
 */
final class OptimizerSource {

  private OptimizerSource() {}

  /**
   * {@code update} takes weights, gradients, first and second moments, once for those with weight
   * decay and once for those without, the step's number once a weight, and the learning rate,
   * weight decay and largest norm as scalars; returns the gradients' norm before clipping.
   */
  static String method(String className) {
    return """
      def update(self: __torch__.%s,
        decayed: List[Tensor],
        decayed_gradients: List[Tensor],
        decayed_first: List[Tensor],
        decayed_second: List[Tensor],
        decayed_steps: List[Tensor],
        plain: List[Tensor],
        plain_gradients: List[Tensor],
        plain_first: List[Tensor],
        plain_second: List[Tensor],
        plain_steps: List[Tensor],
        rate: Tensor,
        decay: Tensor,
        largest: Tensor) -> Tensor:
        norms = torch.stack([torch.linalg_vector_norm(torch.stack(torch._foreach_norm(decayed_gradients))), torch.linalg_vector_norm(torch.stack(torch._foreach_norm(plain_gradients)))])
        norm = torch.linalg_vector_norm(norms)
        scale = torch.clamp(torch.div(largest, torch.add(norm, 1e-06)), None, 1.)
        torch._foreach_mul_(decayed_gradients, scale)
        torch._foreach_mul_(plain_gradients, scale)
        torch._fused_adamw_(decayed, decayed_gradients, decayed_first, decayed_second, annotate(List[Tensor], []), decayed_steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=float(decay), eps=1e-08, amsgrad=False, maximize=False)
        torch._fused_adamw_(plain, plain_gradients, plain_first, plain_second, annotate(List[Tensor], []), plain_steps, lr=rate, beta1=0.9, beta2=0.999, weight_decay=0., eps=1e-08, amsgrad=False, maximize=False)
        torch._foreach_zero_(decayed_gradients)
        torch._foreach_zero_(plain_gradients)
        return norm
    """
        .formatted(className);
  }
}
