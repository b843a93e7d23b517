import type { layerFields as english } from "../en/layerFields";
import type { Texts } from "../texts";

export const layerFields: Texts<typeof english> = {
  usual: {
    output_size: "大小",
    ceil_mode: "保留最后的窗口",
    stride: "步幅",
    padding: "填充",
    dilation: "膨胀",
    groups: "分组",
    bias: "偏置",
    momentum: "动量",
    eps: "Epsilon",
    affine: "缩放与平移",
  },
  fields: {
    unflatten: { channels: "图的个数", size: "大小" },
    conv2d: {
      out_channels: "滤波器数",
      kernel_size: "卷积核大小",
      same: "保持大小",
    },
    max_pool2d: { kernel_size: "窗口" },
    avg_pool2d: {
      kernel_size: "窗口",
      count_include_pad: "计入填充",
    },
    local_response_norm: { size: "参与竞争的图数", alpha: "α", beta: "β", k: "最小抑制" },
    linear: { out_features: "单元数" },
    dropout: { p: "失活比例" },
    gelu: { approximate: "正态分布" },
  },
  options: {
    gelu: { approximate: { none: "精确计算", tanh: "用 tanh 近似" } },
  },
};
