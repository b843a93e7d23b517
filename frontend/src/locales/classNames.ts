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
/** By dataset and column. */
const CHINESE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  fashion_mnist: { label: CLOTHES },
  fashion_mnist_full: { label: CLOTHES },
  cifar10: { label: ["飞机", "汽车", "鸟", "猫", "鹿", "狗", "青蛙", "马", "船", "卡车"] },
  moons: { label: ["上弯", "下弯"] },
  diabetes: {
    feature: ["年龄", "性别", "体重指数", "血压", "tc", "ldl", "hdl", "tch", "ltg", "血糖"],
    progression: ["进展"],
  },
};

interface Columns {
  kind: string;
  fields: readonly { name: string; names: string[] }[];
}

/** The dataset with its classes and features named in the reader's language. */
export function withClassNames<Dataset extends Columns>(
  dataset: Dataset,
  language: string,
): Dataset {
  const names = language.startsWith("zh") ? CHINESE[dataset.kind] : undefined;
  if (names === undefined) return dataset;
  const fields = dataset.fields.map((field) => {
    const told = names[field.name];
    return told === undefined ? field : { ...field, names: [...told] };
  });
  return { ...dataset, fields };
}
