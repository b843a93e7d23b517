/** What the classes of a dataset are called in Chinese; digits and kana are what they are. */
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
const CHINESE: Readonly<Record<string, readonly string[]>> = {
  fashion_mnist: CLOTHES,
  fashion_mnist_full: CLOTHES,
  cifar10: ["飞机", "汽车", "鸟", "猫", "鹿", "狗", "青蛙", "马", "船", "卡车"],
};

interface Classes {
  kind: string;
  fields: readonly { value: { kind: string }; names: string[] }[];
}

/** The dataset with its classes named in the reader's language. */
export function withClassNames<Dataset extends Classes>(
  dataset: Dataset,
  language: string,
): Dataset {
  const names = language.startsWith("zh") ? CHINESE[dataset.kind] : undefined;
  if (names === undefined) return dataset;
  const fields = dataset.fields.map((field) =>
    field.value.kind === "label" ? { ...field, names: [...names] } : field,
  );
  return { ...dataset, fields };
}
