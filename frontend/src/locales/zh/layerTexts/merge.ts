import type { TextsOf } from "./shape";

export const merge: TextsOf<"merge"> = {
  flatten: {
    doc: "把样本的所有值写成一行，好交给全连接层。",
    formula: "特征数 = C · H · W",
    worked: "{in_c} · {in_h} · {in_w} = {out_features}",
    fields: {},
  },
  unflatten: {
    doc: "把一列数排成若干张图：解码器和生成器靠它给出图像。",
    formula: "C · H · W = 特征数",
    worked: "{out_c} · {out_h} · {out_w} = {in_features}",
    fields: {
      channels: "图的张数。",
      size: "每张图的高和宽，以像素计。",
    },
  },
  add: {
    doc: "把各个输入逐值相加；绕过几层再相加，就是残差连接。",
    formula: "y = x₁ + x₂ + …",
    worked: "",
    fields: {},
  },
  concat: {
    doc: "把各个输入拼在一起：图像按通道，向量按特征，顺序同连线。",
    formula: "通道数 = C₁ + C₂ + …",
    worked: "",
    fields: {},
  },
};
