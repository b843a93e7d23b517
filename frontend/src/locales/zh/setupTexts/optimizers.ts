import type { SetupTexts } from "./types";

const RATE_PER_WEIGHT = "一步的长度，随后按每个权重再缩放。";
const BETA_1 = "梯度均值的记忆长短。";
const BETA_2 = "梯度平方均值的记忆长短。";
const EPSILON = "避免除以零。";

export const optimizers: SetupTexts["optimizers"] = {
  sgd: {
    doc: "沿梯度的反方向走，需要时加上动量。",
    fields: {
      learning_rate: "一步的长度：从权重中减去多少梯度。",
      momentum: "上一步有多少保留到下一步。",
      nesterov: "先沿动量向前看，再取梯度。若运行开始时动量为 0，则不起作用。",
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  adam: {
    doc: "根据梯度及其平方的滑动均值，给每个权重各自的步长。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      beta1: BETA_1,
      beta2: BETA_2,
      epsilon: EPSILON,
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  adamw: {
    doc: "权重衰减直接作用于权重、不经过梯度的 Adam。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      beta1: BETA_1,
      beta2: BETA_2,
      epsilon: EPSILON,
      weight_decay: "每一步从每个权重中去掉的比例，再乘以学习率。",
    },
  },
  rmsprop: {
    doc: "把每个权重的步长除以它梯度近来的大小。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      alpha: BETA_2,
      epsilon: EPSILON,
      momentum: "上一步有多少保留到下一步。",
      centered: "除以梯度围绕均值的波动，而不是它的大小。",
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  adagrad: {
    doc: "把每个权重的步长除以它至今所有梯度的大小：很少出现的，步子就长。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      epsilon: EPSILON,
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  adadelta: {
    doc: "对照梯度近来的大小，让每一步与前几步一样长：几乎没有学习率要设。",
    fields: {
      learning_rate: "走这一步的多少；1 表示照走。",
      rho: "对平方的记忆：梯度的平方和步长的平方。",
      epsilon: "让除法不会除以 0，也让最初几步走得出去。",
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  nadam: {
    doc: "像 Nesterov 那样沿动量向前看的 Adam。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      beta1: BETA_1,
      beta2: BETA_2,
      epsilon: EPSILON,
      momentum_decay: "动量多快升到它的全部份额。",
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
  radam: {
    doc: "先见过足够多的梯度、知道了它们的大小，才去缩放步长的 Adam。",
    fields: {
      learning_rate: RATE_PER_WEIGHT,
      beta1: BETA_1,
      beta2: BETA_2,
      epsilon: EPSILON,
      weight_decay: "把每个权重拉向 0 的力，加在梯度上。",
    },
  },
};
