import type { SetupTexts } from "./types";

export const algorithms: SetupTexts["algorithms"] = {
  supervised: {
    doc: "给网络看样本和它们的目标，降低它回答的损失。",
    fields: {
      input: "给网络看的内容。",
      target: "网络应当回答的内容。",
      loss: "要降低的量：回答与目标差多少。",
    },
  },
  gan: {
    doc: "生成器把噪声变成样本，判别器分辨真假，两者互相学习。",
    fields: {
      sample: "生成器学着造的东西。",
      latent: "每个样本由多少个噪声数造出来。",
    },
  },
};
