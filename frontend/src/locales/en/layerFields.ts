/** What the fields of layers are called, and what they offer to choose: read when a form first needs it. */
export const layerFields = {
  /** What is called alike wherever it stands. */
  usual: {
    output_size: "Size",
    ceil_mode: "Keep the last window",
    stride: "Stride",
    padding: "Padding",
    dilation: "Dilation",
    groups: "Groups",
    bias: "Bias",
    momentum: "Momentum",
    eps: "Epsilon",
    affine: "Scale and shift",
  },
  /** What is called otherwise at one kind. */
  fields: {
    unflatten: { channels: "Maps", size: "Size" },
    conv2d: {
      out_channels: "Filters",
      kernel_size: "Kernel size",
      same: "Keep the size",
    },
    max_pool2d: { kernel_size: "Window" },
    avg_pool2d: {
      kernel_size: "Window",
      count_include_pad: "Count the padding",
    },
    local_response_norm: { size: "Maps that compete", alpha: "α", beta: "β", k: "Least damping" },
    linear: { out_features: "Units" },
    dropout: { p: "Share dropped" },
    gelu: { approximate: "Bell curve" },
  },
  options: {
    gelu: { approximate: { none: "Exact", tanh: "By tanh" } },
  },
} as const;
