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
      initialisation: "权重怎样开始；除 PyTorch 自己的规则外，偏置都从 0 开始。",
      initial: "这条规则要用的数：常数、半宽或标准差。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
    worked_with: { same: "输入 {in_h} 行，输出 {out_h} 行" },
  },
  conv1d: {
    doc: "让小滤波器沿序列滑动；每个滤波器在每一步说出自己的图案有多像。",
    formula: "T′ = ⌊(T + 2·填充 − 膨胀·(核 − 1) − 1) / 步幅⌋ + 1",
    worked:
      "⌊({in_t} + 2·{padding} − {dilation}·({kernel_size} − 1) − 1) / {stride}⌋ + 1 = {out_t}",
    fields: {
      out_channels: "滤波器的个数，也就是之后每一步的特征数。",
      kernel_size: "滤波器一次看几步。",
      stride: "滤波器每次移动的步数；设为 2 时序列减半。",
      padding: "在两端各补几步零；因果卷积只在开头补，需要几步就补几步。",
      dilation: "滤波器所看各步之间的距离；设为 2 时隔一步取一步，看得更远。",
      groups: "把特征分成几组；每个滤波器只看其中一组。",
      bias: "给每个滤波器加上一个学到的数。",
      initialisation: "权重怎样开始；除 PyTorch 自己的规则外，偏置都从 0 开始。",
      initial: "这条规则要用的数：常数、半宽或标准差。",
      causal: "只看这一步和之前的步，不看还没到的步。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
    worked_with: { causal: "⌊({in_t} − 1) / {stride}⌋ + 1 = {out_t}" },
  },
  conv_transpose2d: {
    doc: "倒过来的卷积：每个像素铺下一整个滤波器，特征图因此变大。",
    formula: "H′ = (H − 1)·步幅 − 2·填充 + 膨胀·(核 − 1) + 输出填充 + 1",
    worked:
      "({in_h} − 1)·{stride_h} − 2·{padding_h} + {dilation_h}·({kernel_size_h} − 1) + {output_padding_h} + 1 = {out_h}",
    fields: {
      out_channels: "输出特征图的张数。",
      kernel_size: "每个滤波器的高和宽，以像素计。",
      stride: "一个滤波器到下一个的像素数；设为 2 时特征图加倍。",
      padding: "在每一侧切去的行数和列数，以像素计。",
      output_padding: "在下方和右边补的行数和列数，小于步幅：在几种可能的大小里选哪一种。",
      dilation: "滤波器各点之间的距离，以像素计。",
      groups: "把通道分成几组；每个滤波器只看其中一组。",
      bias: "给每张特征图加上一个学到的数。",
      initialisation: "权重怎样开始；除 PyTorch 自己的规则外，偏置都从 0 开始。",
      initial: "这条规则要用的数：常数、半宽或标准差。",
      rate: "学习率乘以多少；设为 0 时本层冻结，连同它保存的统计量。",
    },
  },
};
