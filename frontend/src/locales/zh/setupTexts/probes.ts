import type { SetupTexts } from "./types";

const CADENCE = {
  every_ms: "训练时，两次读取之间至少隔这么久；时间预算可能让它更少。单步时每一步都读。",
};
const WATCHED = { ...CADENCE, sample: "看测试集里的哪一个样本。" };

export const probes: SetupTexts["probes"] = {
  feature_maps: {
    doc: "一个测试样本经过时，每个节点给出什么，模块作为一个整体；以噪声为输入的网络，则看一份噪声。",
    fields: WATCHED,
  },
  gradient_maps: {
    doc: "每个节点的输出变化时，一个样本的损失怎样变化；模块作为一个整体。",
    fields: WATCHED,
  },
  kernels: { doc: "每个卷积此刻的卷积核。", fields: CADENCE },
  histograms: { doc: "每个节点的激活值、权重和梯度怎样分布。", fields: CADENCE },
  layer_health: { doc: "各层学得好不好：梯度、步伐，以及不再激活的单元。", fields: CADENCE },
  confusion_matrix: { doc: "每次评估时在测试集上统计：哪一类被认成哪一类。", fields: CADENCE },
  predictions: {
    doc: "每次评估时网络对每个测试样本的回答：格子背后的图像由此而来。",
    fields: CADENCE,
  },
  residuals: { doc: "每次评估时，网络的回答比应有的数多多少、少多少。", fields: CADENCE },
  surface: {
    doc: "在样本点所在的平面上，网络在每一处各怎样回答。",
    fields: { ...CADENCE, side: "网格每边取多少处。" },
  },
  forecasts: {
    doc: "每次评估时，从测试段的每一刻往后预测的值，旁边是真值和简单预测。",
    fields: CADENCE,
  },
  writing: {
    doc: "网络自己写的文字，有谨慎的也有大胆的，骰子每次都一样。",
    fields: { ...CADENCE, length: "每种温度写多少个字符。" },
  },
  detections: {
    doc: "网络在几幅测试图像里找到的边界框，以及每一格有多大把握。",
    fields: { ...WATCHED, pictures: "从那个样本起，看多少幅图像。" },
  },
  seq_probe: { doc: "读一个测试序列时，循环层每一步记住什么，各个门怎样开合。", fields: WATCHED },
  pinned: { doc: "网络对固定的输入怎么说。", fields: CADENCE },
};
