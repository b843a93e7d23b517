import type { TextsOf } from "./shape";

export const conv: TextsOf<"conv"> = {
  conv2d: {
    doc: "让小滤波器滑过图像；每个滤波器都会画出自己找到图案的位置。",
    formula: "H′ = ⌊(H + 2·填充 − 膨胀·(核 − 1) − 1) / 步幅⌋ + 1",
    worked:
      "⌊({in_h} + 2·{padding_h} − {dilation_h}·({kernel_size_h} − 1) − 1) / {stride_h}⌋ + 1 = {out_h}",
    fields: {
      out_channels: "滤波器的个数，也就是输出特征图的张数。",
      kernel_size: "每个滤波器的高和宽，以像素计。",
      stride: "滤波器每次移动的像素数；设为 2 时特征图减半。",
      padding: "在每一侧补零的行数和列数，以像素计。",
      dilation: "滤波器各点之间的距离，以像素计；设为 2 时隔一个取一个，看得更远。",
      groups: "把通道分成几组；每个滤波器只看其中一组。",
      bias: "给每张特征图加上一个学到的数。",
      same: "补上保持大小所需的零，不管填充设为多少；此时步幅为 1。",
    },
    worked_with: { same: "输入 {in_h} 行，输出 {out_h} 行" },
  },
};
