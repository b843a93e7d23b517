import type { SetupTexts } from "./types";

export const lengths: SetupTexts["lengths"] = {
  epochs: { doc: "运行把训练数据看这么多遍。", fields: { epochs: "把训练数据看几遍。" } },
  steps: {
    doc: "运行走这么多步，不管那时一轮是否结束。",
    fields: { steps: "梯度下降的步数。" },
  },
};
