import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import { withClassNames } from "./classNames";
import { startTexts } from "./i18n";
import { classes } from "./zh/classes";

beforeAll(async () => {
  await startTexts("zh");
  i18next.addResourceBundle("zh", "classes", classes);
});

const image = { name: "image", names: [] };
const labels = (...names: string[]) => [image, { name: "label", names }];
const cifar = { kind: "cifar10", fields: labels("airplane", "automobile") };

it("names classes in the reader's language, and leaves what needs no words", () => {
  expect(withClassNames(cifar, "zh").fields[1]?.names[1]).toBe("汽车");
  expect(withClassNames(cifar, "en")).toBe(cifar);
  const digits = { kind: "mnist", fields: labels("0", "1") };
  expect(withClassNames(digits, "zh")).toBe(digits);
});

it("names features, too", () => {
  const patients = { kind: "diabetes", fields: [{ name: "feature", names: ["age", "sex"] }] };
  expect(withClassNames(patients, "zh").fields[0]?.names[0]).toBe("年龄");
  expect(withClassNames(patients, "en")).toBe(patients);
});
