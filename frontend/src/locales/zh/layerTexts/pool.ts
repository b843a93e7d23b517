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
    },
  },
};
