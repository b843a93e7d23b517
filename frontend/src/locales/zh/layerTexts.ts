import type { catalogue } from "@/schema/catalogue.gen";

type Layers = (typeof catalogue)["layers"];

/** The docstrings of every layer and field in Chinese: a layer or field without one is a type error. */
export type LayerTexts = {
  readonly [Kind in keyof Layers]: {
    readonly doc: string;
    readonly formula: string;
    /** As the layer's own `worked` line, with the same places; empty where that is empty. */
    readonly worked: string;
    readonly fields: {
      readonly [Name in Layers[Kind]["fields"][number] extends { readonly name: infer Field }
        ? Field & string
        : never]: string;
    };
  };
};

export const layerTexts: LayerTexts = {
  input: {
    doc: "数据从这里进入：数据集里的一个样本。",
    formula: "x = (像素 − 均值) / 标准差",
    worked: "",
    fields: {},
  },
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
    },
  },
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
  linear: {
    doc: "每个单元把所有输入各乘以自己的权重，再加起来。",
    formula: "y = W · x + b，W：单元数 × 特征数",
    worked: "W：{out_features} × {in_features}",
    fields: {
      out_features: "单元的个数，也就是输出几个数。",
      bias: "给每个单元加上一个学到的数。",
    },
  },
  batch_norm2d: {
    doc: "在一批样本上把每张特征图变成均值 0、标准差 1，再按学到的缩放和平移调整。",
    formula: "y = γ · (x − 均值) / √(方差 + eps) + β",
    worked: "{in_c} 张特征图，各有自己的 γ、β、均值和方差；eps = {eps}",
    fields: {
      momentum: "最新一批在滑动均值和方差里所占的份额；测试时用的是滑动值。",
      eps: "加在方差上，免得平坦的特征图除以 0。",
      affine: "为每张特征图学习缩放 γ 和平移 β。",
    },
  },
  dropout: {
    doc: "训练时随机把一部分值设为 0，让各单元不互相依赖。",
    formula: "训练：以概率 p 令 y = 0，否则 y = x / (1 − p)；测试：y = x",
    worked: "以概率 {p} 令 y = 0，否则 y = x / (1 − {p})",
    fields: { p: "设为 0 的比例；其余的值会相应放大来补偿。" },
  },
  relu: {
    doc: "正值通过，负值变成 0。",
    formula: "y = max(0, x)",
    worked: "",
    fields: {},
  },
  tanh: {
    doc: "把每个值弯进 −1 到 1 之间。",
    formula: "y = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)",
    worked: "",
    fields: {},
  },
  gelu: {
    doc: "值越大，通过得越多：没有拐角的 ReLU，略小于 0 的值也能漏过一点。",
    formula: "y = x·Φ(x)，Φ 是标准正态分布函数",
    worked: "",
    fields: { approximate: "Φ 是精确计算，还是用 tanh 近似，像 GPT-2 那样。" },
  },
  softmax: {
    doc: "把得分变成加起来等于 1 的份额，按通道或特征计算。",
    formula: "yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ)",
    worked: "",
    fields: {},
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
  output: {
    doc: "答案从这里输出：分类器对每一类给出一个得分（logit），还没有经过 softmax。",
    formula: "p(类别) = exp(该类得分) / Σ exp(各类得分)",
    worked: "",
    fields: {},
  },
};
