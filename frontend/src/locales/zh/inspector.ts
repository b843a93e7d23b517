import type { inspector as english } from "../en/inspector";
import type { Texts } from "../texts";

export const inspector: Texts<typeof english> = {
  label: "检查器",
  tabs: { layer: "层", training: "训练", data: "数据", cost: "开销" },
  in: "输入",
  out: "输出",
  source: "出处：",
  parameters: "参数",
  flops: "FLOPs / 样本",
  shape: "形状",
  rename: {
    label: "层的名字",
    taken: "{{name}} 已被占用。换一个名字。",
    form: "用小写字母、数字和下划线，以字母开头。",
  },
  form: {
    link: "锁定高和宽",
    unlink: "分别设置高和宽",
    height: "{{field}}，高",
    width: "{{field}}，宽",
    live: "从下一步起生效。",
    of: "{{node}} 的设置",
    parametersOf: "{{node}} 的参数",
    none: "这里没有要设置的。",
    refused: "没有采用 {{typed}}。{{range}}",
  },
  actions: { duplicate: "复制一份", delete: "删除" },
  several: {
    title_other: "{{count}} 层",
    text: "这里的改动会作用于全部所选层。",
    mixed: "种类不同：可以一起移动、复制和删除。",
  },
  network: {
    title: "网络",
    layers_other: "{{count}} 层",
    text: "选一层查看它的设置。按 / 添加新层。",
    name: "层",
  },
};
