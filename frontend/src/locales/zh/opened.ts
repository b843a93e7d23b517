import type { opened as english } from "../en/opened";
import type { Texts } from "../texts";

export const opened: Texts<typeof english> = {
  path: "路径",
  whom: "在这里编辑会改变",
  all_other: "全部 {{count}} 个实例",
  onlyThis: "只有这一个",
  copies: "显示连续几份中的哪一份",
  copy: "第 {{at}} 份，共 {{count}} 份",
  before: "上一份",
  next: "下一份",
  close: "收起模块",
  open: "展开模块",
  parameters: "{{name}} 的参数",
  governed: "由外层模块的 {{parameter}} 给出",
  empty: "把一层拖到中间",
  bound: {
    title: "按名字绑定",
    fills: "{{parameter}} 填入",
    none: "还没有字段",
    menu: "把 {{field}} 绑定到模块的参数",
    here: "这个实例里是 {{value}}",
    another: "新参数",
    name: "新参数的名字",
    free: "在模块里直接设置 {{field}}",
    rename: "重命名 {{parameter}}",
    remove: "去掉 {{parameter}}：各字段保持这里的值",
    form: "小写字母、数字和下划线，以字母开头",
    taken: "模块里已有 {{name}}",
  },
  leads: "展开 {{name}}",
};
