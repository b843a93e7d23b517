import type { SetupTexts } from "./types";

export const settings: SetupTexts["settings"] = {
  pace: {
    doc: "运行多长，每一步看多少样本，什么时候问测试集。",
    fields: {
      batch_size: "每一步的样本数。",
      by_length: "把长度相近的序列放进同一批，补齐就少。",
      length: "运行到哪里结束。",
      evaluations: "什么时候问整个测试集。",
      early_stopping: "什么情况下提前结束运行。",
      keep_best: "除了最后的权重，也保留按这个指标最好的一次评估时的权重；空着表示关闭。",
    },
  },
  early_stopping: {
    doc: "不再有进步时结束运行。",
    fields: {
      patience: "连续这么多次评估都没有进步时结束运行；0 表示关闭。",
      metric: "要看哪个评估指标有没有进步。",
    },
  },
  role_optimizer: {
    doc: "优化器、学习率在运行中的变化，以及梯度的上限。",
    fields: {
      optimizer: "梯度怎样变成一步更新。",
      schedule: "学习率在整个运行中怎样变化。",
      average: "评估时用各步权重的平均：每一步平均值保留自身的这么多；0 表示关闭。",
      clip_norm: "所有梯度合起来最长能有多长，超出的按比例缩短；0 表示关闭。",
    },
  },
};
