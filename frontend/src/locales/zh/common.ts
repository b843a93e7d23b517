import type { common as english } from "../en/common";
import type { Texts } from "../texts";

export const common: Texts<typeof english> = {
  product: "Layerlab",
  languageCode: "zh",
  language: "语言",
  theme: { label: "主题", toDark: "切换到深色", toLight: "切换到浅色" },
  mainNavigation: "主导航",
  library: "实验库",
  presets: "范例",
  datasets: "数据集",
  cancel: "取消",
  close: "关闭",
  save: "保存",
  undo: "撤销",
  copy: "复制",
  copied: "已复制",
  retry: "重试",
  notLoaded: "服务器没有回应，一恢复就会打开。",
  loading: "正在打开。",
  loadingReason: "服务器还在忙，一有空就会回应。",
  origin: {
    preset: "派生自范例“{{title}}”",
    experiment: "派生自“{{title}}”",
    link: "派生自分享的“{{title}}”",
    untitled: "未命名",
  },
  roles: { classifier: "分类器", generator: "生成器", discriminator: "判别器", detector: "检测器" },
  values: {
    image: "图像",
    vector: "向量",
    sequence: "序列",
    tokens: "词元",
    label: "标签",
    boxes: "边界框",
    labels: "一组标签",
  },
  panelError: {
    message: "这个面板停了，页面其余部分照常。",
    retry: "重试",
    copyDetails: "复制详情",
  },
};
