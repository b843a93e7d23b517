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
    fields: { axis: "沿哪一维拼接：前后、上下，还是左右。" },
  },
  reshape: {
    doc: "把同样的值排成另一种长短的行：向量、向量的序列，或图像。",
    formula: "各个大小的乘积不变",
    worked: "",
    fields: {
      sizes: "一个数得到向量，两个得到序列（步数、特征数），三个得到图像（通道、高、宽）。",
    },
  },
  permute: {
    doc: "让样本的各维交换位置：行变成列，或把通道换到最后。",
    formula: "1, 3, 2：行与列互换",
    worked: "",
    fields: { order: "第一、第二、第三位各是哪一维：1 是图像的通道，或序列的步。" },
  },
  pad2d: {
    doc: "在特征图四周加上行和列：零，或图自己边上的值。",
    formula: "H′ = H + 上 + 下",
    worked: "{in_h} + {top} + {bottom} = {out_h}",
    fields: {
      top: "在上方加的行数。",
      bottom: "在下方加的行数。",
      left: "在左边加的列数。",
      right: "在右边加的列数。",
      mode: "填什么：零、镜像的图、反复的边缘，或图的另一端。",
    },
  },
  crop: {
    doc: "从边上切去行和列，让两个分支重新对得上。",
    formula: "H′ = H − 上 − 下",
    worked: "{in_h} − {top} − {bottom} = {out_h}",
    fields: {
      top: "从上方切去的行数。",
      bottom: "从下方切去的行数。",
      left: "从左边切去的列数。",
      right: "从右边切去的列数。",
    },
  },
  upsample: {
    doc: "不用权重把特征图放大：重复像素，或取其间的值。",
    formula: "H′ = 倍数 · H",
    worked: "{factor} · {in_h} = {out_h}",
    fields: {
      factor: "特征图变为几倍高、几倍宽。",
      mode: "新像素从哪里来：最近的一个，或周围 4 个、16 个的混合。",
    },
  },
  pixel_shuffle: {
    doc: "把通道铺成像素：4 张小图合成一张，高和宽都是两倍。",
    formula: "C′ = C / 倍数²，H′ = 倍数 · H",
    worked: "{in_c} / {factor}² = {out_c} 个 {out_h}×{out_w} 的通道",
    fields: { factor: "特征图变为几倍高、几倍宽。" },
  },
  channel_shuffle: {
    doc: "像发牌一样打散通道，让分组卷积的各组互通消息。",
    formula: "1 2 3 4 5 6 分 2 组 → 1 4 2 5 3 6",
    worked: "",
    fields: { groups: "在几组之间发牌。" },
  },
  subtract: {
    doc: "从第一个里逐值减去其余的：两个分支相差多少。",
    formula: "y = x₁ − x₂ − …",
    worked: "",
    fields: {},
  },
  multiply: {
    doc: "把各个输入逐值相乘：一个说了算，另一个能过多少，就像一扇门。",
    formula: "y = x₁ · x₂ · …",
    worked: "",
    fields: {},
  },
  matmul: {
    doc: "两个矩阵相乘，或两幅图像逐张相乘：左边的每一行对右边的每一列。",
    formula: "yᵢⱼ = Σₖ 左ᵢₖ · 右ₖⱼ",
    worked: "",
    fields: { transpose: "先把右边的转置：左边的每一行对右边的每一行，注意力就是这样比较的。" },
  },
  split: {
    doc: "把前面的通道或特征送一边，其余的送另一边。",
    formula: "C = 前面的 + 其余的",
    worked: "",
    fields: { first: "有多少个通道或特征走第一条路。" },
  },
};
