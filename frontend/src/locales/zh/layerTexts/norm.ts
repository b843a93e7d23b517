import type { TextsOf } from "./shape";

export const norm: TextsOf<"norm"> = {
  batch_norm2d: {
    doc: "在一批样本上把每张特征图变成均值 0、标准差 1，再按学到的缩放和平移调整。",
    formula: "y = γ · (x − 均值) / √(方差 + eps) + β",
    worked: "{in_c} 张特征图，各有自己的 γ、β、均值和方差；eps = {eps}",
    fields: {
      momentum: "最新一批在滑动均值和方差里所占的份额；测试时用的是滑动值。",
      eps: "加在方差上，免得平坦的特征图除以 0。",
      affine: "为每张特征图学习缩放 γ 和平移 β。",
    },
  },
  dropout: {
    doc: "训练时随机把一部分值设为 0，让各单元不互相依赖。",
    formula: "训练：以概率 p 令 y = 0，否则 y = x / (1 − p)；测试：y = x",
    worked: "以概率 {p} 令 y = 0，否则 y = x / (1 − {p})",
    fields: { p: "设为 0 的比例；其余的值会相应放大来补偿。" },
  },
  local_response_norm: {
    doc: "同一位置上，旁边几张特征图越强，本图的值就压得越低：相邻的图互相竞争。",
    formula: "y = x / (k + α/n · Σ x′²)^β，对本图前后的 n 张图求和",
    worked: "y = x / ({k} + {alpha}/{size} · Σ x′²)^{beta}",
    fields: {
      size: "参与竞争的图数，本图居中。",
      alpha: "相邻的图压制得多强。",
      beta: "压制的幂次。",
      k: "分母的下限：越大，压制越少。",
    },
  },
};
