import { expect, it } from "vitest";
import type { PresetBody } from "@/schema/schema.gen";
import { found } from "./finding";

const preset = (id: string, en: string, zh: string, dataset: string): PresetBody => ({
  id,
  title: { en, zh },
  summary: { en: `All about ${en}.`, zh: `关于${zh}。` },
  family: "cnn",
  kin: "",
  lesson: id === "ring" ? "gan" : "cnn",
  parameters: {},
  dataset,
  published: false,
  variants: [],
});

const PRESETS = [
  preset("lenet", "LeNet-5", "认数字", "mnist"),
  preset("vgg", "Small VGG", "小号 VGG", "fashion_mnist"),
  preset("ring", "GAN on a ring", "圆环上的 GAN", "ring"),
];

const known = {
  dataset: (kind: string) => (kind === "fashion_mnist" ? ["Fashion-MNIST", "时尚"] : []),
  lesson: (lesson: string) => (lesson === "gan" ? ["Adversarial", "两个网络的较量"] : ["CNN"]),
};

it.each([
  ["", ["lenet", "vgg", "ring"]],
  ["  VGG small ", ["vgg"]],
  ["认数字", ["lenet"]],
  ["关于 vgg", ["vgg"]],
  ["fashion-mnist", ["vgg"]],
  ["时尚", ["vgg"]],
  ["较量", ["ring"]],
  ["mnist", ["lenet", "vgg"]],
  ["ring lenet", []],
])("finds by titles, sentences, data and lessons of both languages: %s", (search, ids) => {
  expect(found(PRESETS, search, known).map(({ id }) => id)).toEqual(ids);
});
