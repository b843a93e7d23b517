import type { TextsOf } from "./shape";

export const pool: TextsOf<"pool"> = {
  max_pool2d: {
    doc: "每个窗口只留最大值：特征图变小，最强的发现留下。",
    formula: "H′ = ⌊(H + 2·填充 − 核) / 步幅⌋ + 1",
    worked: "⌊({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌋ + 1 = {out_h}",
    fields: {
      kernel_size: "窗口的高和宽，以像素计。",
      stride: "窗口每次移动的像素数；与窗口一样大时互不重叠。",
      padding: "在每一侧补空像素的行数和列数，最多为窗口的一半。",
      ceil_mode: "最后一个窗口伸出边缘时也保留；不设时会舍去。",
    },
    worked_with: {
      ceil_mode: "⌈({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌉ + 1 = {out_h}",
    },
  },
  avg_pool2d: {
    doc: "每个窗口留下平均值：特征图变小，也变得平滑。",
    formula: "H′ = ⌊(H + 2·填充 − 核) / 步幅⌋ + 1",
    worked: "⌊({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌋ + 1 = {out_h}",
    fields: {
      kernel_size: "窗口的高和宽，以像素计。",
      stride: "窗口每次移动的像素数；与窗口一样大时互不重叠。",
      padding: "在每一侧补零的行数和列数（是否计入平均值由下面的开关决定），最多为窗口的一半。",
      count_include_pad: "求平均时把补的零也算进去。",
      ceil_mode: "最后一个窗口伸出边缘时也保留；不设时会舍去。",
    },
    worked_with: {
      ceil_mode: "⌈({in_h} + 2·{padding_h} − {kernel_size_h}) / {stride_h}⌉ + 1 = {out_h}",
    },
  },
  adaptive_max_pool2d: {
    doc: "窗口随所需的大小而定，各取最大值：不论图像多大，都给出同样大小的特征图。",
    formula: "第 i 行：从 ⌊i·H / H′⌋ 到 ⌈(i + 1)·H / H′⌉",
    worked: "{in_h}×{in_w} 各按自己的窗口 → {out_h}×{out_w}",
    fields: { output_size: "输出特征图的高和宽，以像素计。" },
  },
  adaptive_avg_pool2d: {
    doc: "窗口随所需的大小而定，各取平均值：不论图像多大，都给出同样大小的特征图。",
    formula: "第 i 行：从 ⌊i·H / H′⌋ 到 ⌈(i + 1)·H / H′⌉",
    worked: "{in_h}×{in_w} 各按自己的窗口 → {out_h}×{out_w}",
    fields: { output_size: "输出特征图的高和宽，以像素计。" },
  },
  global_avg_pool: {
    doc: "对每张特征图取平均：一张图像的每个通道只剩一个数，后面的全连接层便不需要多少权重。",
    formula: "每个通道：y = Σ x / (H · W)",
    worked: "对 {in_h} · {in_w} 个值取平均，共 {in_c} 次",
    fields: {},
  },
  max_pool1d: {
    doc: "每个窗口的几步里只留最大值：序列变短，最强的发现留下。",
    formula: "T′ = ⌊(T + 2·填充 − 核) / 步幅⌋ + 1",
    worked: "⌊({in_t} + 2·{padding} − {kernel_size}) / {stride}⌋ + 1 = {out_t}",
    worked_with: { ceil_mode: "⌈({in_t} + 2·{padding} − {kernel_size}) / {stride}⌉ + 1 = {out_t}" },
    fields: {
      kernel_size: "一个窗口跨几步。",
      stride: "窗口每次移动的步数；与窗口一样长时互不重叠。",
      padding: "在两端各补几步，最多为窗口的一半。",
      ceil_mode: "最后一个窗口伸出末端时也保留；不设时会舍去。",
    },
  },
  avg_pool1d: {
    doc: "每个窗口的几步留下平均值：序列变短，也变得平滑。",
    formula: "T′ = ⌊(T + 2·填充 − 核) / 步幅⌋ + 1",
    worked: "⌊({in_t} + 2·{padding} − {kernel_size}) / {stride}⌋ + 1 = {out_t}",
    worked_with: { ceil_mode: "⌈({in_t} + 2·{padding} − {kernel_size}) / {stride}⌉ + 1 = {out_t}" },
    fields: {
      kernel_size: "一个窗口跨几步。",
      stride: "窗口每次移动的步数；与窗口一样长时互不重叠。",
      padding: "在两端各补几步，最多为窗口的一半。",
      ceil_mode: "最后一个窗口伸出末端时也保留；不设时会舍去。",
      count_include_pad: "求平均时把补的零也算进去。",
    },
  },
  last_step: {
    doc: "只留最后一步：在循环层之后，这就是它读完全部之后的想法。",
    formula: "y = 第 T 步的 x",
    worked: "",
    fields: {
      both_ways: "用于双向的层：特征的后一半取自第一步，那里是反向读完的地方。",
    },
  },
  mean_over_time: {
    doc: "对所有步取每个特征的平均值：整个序列大致如何，不问次序。",
    formula: "y = Σ x / T",
    worked: "",
    fields: {},
  },
  max_over_time: {
    doc: "对所有步取每个特征的最大值：某样东西有没有在哪里出现过。",
    formula: "y = 各步中最大的 x",
    worked: "",
    fields: {},
  },
};
