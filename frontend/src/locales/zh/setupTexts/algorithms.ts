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
      loss: "双方各自追求什么。",
      discriminator_steps: "判别器每一步都学，生成器每隔这么多步才学一次。",
      instance_noise: "判别器看之前，给真假样本都加上多大的噪声（标准差）；0 表示关闭。",
    },
  },
  language_model: {
    doc: "读一段文字，每读一个字符就说出下一个会是什么；它觉得像的，就写得出来。",
    fields: {
      text: "它要学着写的文字。",
      carry: "带着前一段留下的状态接着读下一段；关掉则每一段都从头读起。",
    },
  },
  forecasting: {
    doc: "从某一刻以前的值，学会说出以后的值，一次说出好几步。",
    fields: {
      input: "给网络看的内容。",
      target: "网络应当回答的内容：往后每一步。",
      past: "那一刻以前的原始序列：简单预测由它得出。",
      future: "从那一刻起的原始序列。",
      loss: "要降低的量：回答与目标差多少，各步同等看待。",
    },
  },
  detection: {
    doc: "学着给图里的每样东西画出边界框，并说出是什么：网格的每一格都要回答（无锚框）。",
    fields: {
      input: "要在其中找东西的图像。",
      box: "东西在哪里。",
      label: "它是什么。",
      cell: "一格的边长，以像素计：网络给每一格一个回答。",
      box_weight: "框偏差多少在损失里占多大分量，与“格里有没有东西”相比。",
      class_weight: "类别认得对不对占多大分量，同样是相比而言。",
      most_shared: "找到的框彼此重叠（交并比）超过这个值时，只留最有把握的一个，即非极大值抑制。",
    },
  },
};
