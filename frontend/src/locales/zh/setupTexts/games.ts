import type { SetupTexts } from "./types";

const smoothing = { label_smoothing: "训练时，真样本“是真”的把握少算多少；0 表示关闭。" };

export const games: SetupTexts["games"] = {
  non_saturating: {
    doc: "判别器降低对真假样本的意外程度，生成器降低被识破的意外程度：生成器还弱时也有方向可循。",
    fields: smoothing,
  },
  minimax: {
    doc: "双方共用一个损失：判别器要降，生成器要升。生成器弱时几乎得不到方向。",
    fields: smoothing,
  },
  least_squares: {
    doc: "判别器对真答 1、对假答 0，生成器想要 1；偏得越远，拉力越大。",
    fields: {},
  },
  hinge: {
    doc: "判别器让真样本高于 1、假样本低于 −1；超出的部分不计。",
    fields: {},
  },
  wasserstein: {
    doc: "权重有界的判别器给真样本打分尽量高于假样本：分差就是两者相距多远。",
    fields: { bound: "判别器的权重最大多少（正负都算）：每一步之后，超出的截去。" },
  },
  wasserstein_penalty: {
    doc: "同样的距离，但让判别器在真假之间的斜率接近 1，不截断权重。",
    fields: { gradient_penalty: "斜率偏离 1 时，与分数相比要付多大代价。" },
  },
};
