import { expect, it } from "vitest";
import { withClassNames } from "./classNames";

const image = { value: { kind: "image" }, names: [] };
const labels = (...names: string[]) => [image, { value: { kind: "label" }, names }];
const cifar = { kind: "cifar10", fields: labels("airplane", "automobile") };

it("names classes in the reader's language, and leaves what needs no words", () => {
  expect(withClassNames(cifar, "zh-CN").fields[1]?.names[1]).toBe("汽车");
  expect(withClassNames(cifar, "en")).toBe(cifar);
  const digits = { kind: "mnist", fields: labels("0", "1") };
  expect(withClassNames(digits, "zh-CN")).toBe(digits);
});
