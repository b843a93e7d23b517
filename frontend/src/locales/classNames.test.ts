import { beforeAll, expect, it } from "vitest";
import { addLaterTexts } from "@/ui/laterTexts";
import { withClassNames } from "./classNames";
import { startTexts } from "./i18n";

beforeAll(async () => {
  await startTexts("zh");
  addLaterTexts();
});

const image = { name: "image", names: [] };
const labels = (...names: string[]) => [image, { name: "label", names }];
const cifar = { kind: "cifar10", fields: labels("airplane", "automobile") };

it("names classes in the reader's language, and leaves what needs no words", () => {
  expect(withClassNames(cifar, "zh-CN").fields[1]?.names[1]).toBe("汽车");
  expect(withClassNames(cifar, "en")).toBe(cifar);
  const digits = { kind: "mnist", fields: labels("0", "1") };
  expect(withClassNames(digits, "zh-CN")).toBe(digits);
});

it("names features, too", () => {
  const patients = { kind: "diabetes", fields: [{ name: "feature", names: ["age", "sex"] }] };
  expect(withClassNames(patients, "zh-CN").fields[0]?.names[0]).toBe("年龄");
  expect(withClassNames(patients, "en")).toBe(patients);
});
