import { describe, expect, it } from "vitest";
import type { Experiment } from "./experiment";
import { experiment, lenet } from "./fixtures";
import { asVariant, rebased, variantOnCanvas, withVariantTaken } from "./variants";

const whole = () => experiment(lenet());

const other = (rate: number) =>
  ({
    classifier: {
      optimizer: { kind: "sgd", learning_rate: rate },
      schedule: { kind: "constant" },
    },
  }) as unknown as Experiment["optimizers"];

const pace = (batch: number) => ({ ...whole().pace, batch_size: batch });

const compared = (): Experiment => ({
  ...whole(),
  optimizers: other(0.1),
  variants: [
    { name: "as it is" },
    { name: "slow", optimizers: other(0.001) },
    { name: "small batches", pace: pace(4) },
  ],
});

const each = (experiment: Experiment) =>
  (experiment.variants ?? []).map((variant) => asVariant(experiment, variant));

describe("variants", () => {
  it("are plain experiments", () => {
    const [own, slow, small] = each(compared());
    const { variants: _, ...plain } = compared();
    expect(own).toEqual(plain);
    expect(slow).toEqual({ ...plain, optimizers: other(0.001) });
    expect(small).toEqual({ ...plain, pace: pace(4) });
  });

  it("know which of them is the document", () => {
    expect(variantOnCanvas(compared())).toBe("as it is");
    expect(variantOnCanvas({ ...compared(), variants: compared().variants?.slice(1) ?? [] })).toBe(
      "",
    );
    expect(variantOnCanvas(null)).toBe("");
  });

  it("stay what they were when one of them becomes the document", () => {
    const taken = withVariantTaken(compared(), "slow");
    expect(taken.optimizers).toEqual(other(0.001));
    expect(each(taken)).toEqual(each(compared()));
    expect(variantOnCanvas(taken)).toBe("slow");
    expect(withVariantTaken(taken, "as it is").optimizers).toEqual(other(0.1));
  });

  it("stay what they were when another document is brought back", () => {
    const { variants: _, ...plain } = compared();
    const back = rebased(compared(), { ...plain, optimizers: other(0.5) });
    expect(each(back)).toEqual(each(compared()));
    expect(variantOnCanvas(back)).toBe("");
  });

  it("change nothing where there are none", () => {
    const own = whole();
    expect(withVariantTaken(own, "slow")).toBe(own);
    expect(rebased(own, own)).toBe(own);
  });
});
