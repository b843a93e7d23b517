import { expect, test } from "vitest";
import type { PresetBody } from "@/schema/schema.gen";
import { siblingsOf } from "./family";

const preset = (id: string, kin: string, parameters: number): PresetBody => ({
  id,
  kin,
  title: { en: id.toUpperCase(), zh: `${id} 网络` },
  summary: { en: "", zh: "" },
  family: "cnn",
  lesson: "cnn",
  dataset: "shape",
  published: true,
  variants: [],
  parameters: { classifier: parameters },
});

const PRESETS = [
  preset("lenet", "", 61_706),
  preset("res18", "resnet", 11_689_512),
  preset("res34", "resnet", 21_797_672),
  preset("vgg11", "vgg", 132_863_336),
];

test("a network is of the kin of what has as many parameters, and else of what bears its title", () => {
  const of = (title: string, parameters: number) =>
    siblingsOf(PRESETS, { title, parameters }, "en").map(({ id, here }) => [id, here]);
  expect(of("Mine", 11_689_512)).toEqual([
    ["res18", true],
    ["res34", false],
  ]);
  expect(of("RES34", 5)).toEqual([
    ["res18", false],
    ["res34", false],
  ]);
  expect(of("res34 网络", 5)).toHaveLength(2);
  expect(of("lenet", 61_706)).toEqual([]);
});
