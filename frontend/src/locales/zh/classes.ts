/** What classes and features are called in Chinese; digits, kana and the letters of a plane are what they are. */
const CLOTHES = [
  "T 恤",
  "裤子",
  "套头衫",
  "连衣裙",
  "外套",
  "凉鞋",
  "衬衫",
  "运动鞋",
  "包",
  "短靴",
];
const NUCLEI = [
  "半径",
  "纹理",
  "周长",
  "面积",
  "光滑度",
  "紧密度",
  "凹度",
  "凹点",
  "对称性",
  "分形维数",
];
/** By dataset and column; where the columns are as the dataset's fields have it, by the English name. */
export type Names = readonly string[] | Readonly<Record<string, string>>;
export const classes: Readonly<Record<string, Readonly<Record<string, Names>>>> = {
  fashion_mnist: { label: CLOTHES },
  fashion_mnist_full: { label: CLOTHES },
  emoji: {
    label: ["表情", "人物", "动植物", "食物", "旅行", "活动", "物品", "符号", "旗帜"],
  },
  cifar10: { label: ["飞机", "汽车", "鸟", "猫", "鹿", "狗", "青蛙", "马", "船", "卡车"] },
  moons: { label: ["上弯", "下弯"] },
  iris: {
    feature: ["萼片长 cm", "萼片宽 cm", "花瓣长 cm", "花瓣宽 cm"],
    label: ["山鸢尾", "变色鸢尾", "维吉尼亚鸢尾"],
  },
  wine: {
    feature: [
      "酒精",
      "苹果酸",
      "灰分",
      "灰分碱度",
      "镁",
      "总酚",
      "类黄酮",
      "非黄烷酚",
      "原花青素",
      "颜色强度",
      "色调",
      "OD280/OD315",
      "脯氨酸",
    ],
    label: ["品种 1", "品种 2", "品种 3"],
  },
  breast_cancer: {
    feature: ["平均", "误差：", "最差"].flatMap((of) => NUCLEI.map((what) => `${of}${what}`)),
    label: ["良性", "恶性"],
  },
  penguins: {
    feature: {
      island: "岛屿",
      "island Biscoe": "比斯科岛",
      "island Dream": "德里姆岛",
      "island Torgersen": "托格森岛",
      "bill length mm": "喙长 mm",
      "bill depth mm": "喙高 mm",
      "flipper length mm": "鳍肢长 mm",
      "body mass g": "体重 g",
      sex: "性别",
      "sex female": "雌",
      "sex male": "雄",
    },
    label: ["阿德利企鹅", "帽带企鹅", "巴布亚企鹅"],
  },
  diabetes: {
    feature: ["年龄", "性别", "体重指数", "血压", "tc", "ldl", "hdl", "tch", "ltg", "血糖"],
    progression: ["进展"],
  },
};
