import type { app as english } from "../en/app";
import type { Texts } from "../texts";

export const app: Texts<typeof english> = {
  title: "{{page}} · Layerlab",
  studio: {
    views: "实时视图",
    saved: "已自动保存",
    saving: "正在保存",
    offline: "未保存：服务器没有回应",
    conflict: "别处改动过",
    rename: "重命名",
    title: "实验名称",
    untitled: "未命名",
    undo: "撤销",
    redo: "重做",
    openInspector: "检查器",
    shortcuts: "键盘快捷键",
  },
  watch: {
    step: "步",
    ofSteps: "共 {{total}} 步",
    train: "训练集",
    test: "测试集",
    layers: "各层眼中的样本",
    path: "路径",
    swipe: "滑动看更深的层",
    own: "这里只看，编辑要用大一点的屏幕。",
    shared: "分享链接 · 只读",
  },
  notes: {
    title: "笔记",
    write: "写笔记",
    open: "笔记",
    view: "阅读或编辑",
    read: "阅读",
    edit: "编辑",
    placeholder: "这里在试什么，该看哪里，结果怎样。",
    hint: "**粗体**、*斜体*、`代码`，用 - 或 1. 列表，[文字](https://…)。拿到分享链接的人也能读到。",
    none: "还没有写。",
  },
  notFound: {
    title: "这个地址下什么也没有",
    text: "实验可能已被删除，或者地址写错了。",
    action: "去实验库",
  },
  linkGone: {
    title: "分享者已关闭这个链接。",
    text: "可以向对方要一个新链接，或从自己的实验开始。",
  },
  failed: {
    title: "页面打不开",
    text: "重新加载即可；已保存的内容都在服务器上。",
    action: "重新加载",
  },
  offline: {
    title: "服务器没有回应",
    text: "确认 Layerlab 正在运行，然后重试。已保存的内容不会丢。",
  },
};
