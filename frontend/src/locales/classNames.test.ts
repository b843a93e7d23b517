import { expect, it } from "vitest";
import { withClassNames } from "./classNames";

const cifar = { kind: "cifar10", class_names: ["airplane", "automobile"] };

it("names classes in the reader's language, and leaves what needs no words", () => {
  expect(withClassNames(cifar, "zh-CN").class_names[1]).toBe("汽车");
  expect(withClassNames(cifar, "en")).toBe(cifar);
  const digits = { kind: "mnist", class_names: ["0", "1"] };
  expect(withClassNames(digits, "zh-CN")).toBe(digits);
});
