import { describe, expect, it } from "vitest";
import { rule } from "@/schema/health.gen";
import type { NodeHealth } from "@/schema/schema.gen";
import {
  allWell,
  band,
  bounds,
  calmed,
  faulty,
  healthLines,
  height,
  measureOf,
  paceOf,
  settling,
  written,
} from "./health";

function health(node: string, change: Partial<NodeHealth> = {}): NodeHealth {
  return {
    node,
    gradient_norm: 0.5,
    update_ratio: 0.002,
    dead_share: 0,
    fault: "",
    ...change,
  };
}

const frame = (...nodes: NodeHealth[]) => ({
  kind: "layer_health" as const,
  role: "classifier",
  nodes,
  rate_share: 1,
});

describe("layer health", () => {
  it("gives each layer its line over the steps, in the order of the plan", () => {
    const lines = healthLines(
      [
        { step: 10, frame: frame(health("conv2d_1"), health("linear_1")) },
        { step: 20, frame: frame(health("conv2d_1", { update_ratio: 0.004 }), health("linear_1")) },
      ],
      "update",
    );
    expect(lines.map(({ node }) => node)).toEqual(["conv2d_1", "linear_1"]);
    expect(lines[0]).toMatchObject({ steps: [10, 20], values: [0.002, 0.004] });
  });

  it("puts ratios on a log axis, with the healthy band inside", () => {
    const [low, high] = band("update", 1);
    expect(height(0.002, "update")).toBeGreaterThan(low);
    expect(height(0.002, "update")).toBeLessThan(high);
    expect(height(0, "update")).toBe(0);
    expect(height(1, "update")).toBe(1);
    expect(height(Number.NaN, "gradient")).toBe(1);
    // A factor of ten is the same distance anywhere.
    const decade = height(0.001, "update") - height(0.0001, "update");
    expect(height(0.005, "update") - height(0.0005, "update")).toBeCloseTo(decade, 4);
  });

  it("writes each measure in its own unit", () => {
    expect(written(0.0036, "update")).toBe("3.6\u00a0‰");
    expect(written(0.000023, "update")).toBe("0.023\u00a0‰");
    expect(written(3.4e9, "update")).toBe("3.40e12\u00a0‰");
    expect(written(3.4e9, "gradient")).toBe("3.40e9");
    expect(written(0.87, "dead")).toBe("87\u00a0%");
    expect(written(0.534, "gradient")).toBe("0.53");
    expect(written(0.000123, "gradient")).toBe("0.000123");
  });

  it("names the layers at fault, and the measure that shows it", () => {
    const ill = health("conv2d_1", { fault: "dead_units", dead_share: 0.87 });
    expect(faulty(frame(ill, health("linear_1")))).toEqual([ill]);
    // The gradient before it vanishes because of it.
    const flat = health("conv2d_0", { fault: "vanishing_gradient" });
    expect(faulty(frame(flat, ill, health("linear_1")))).toEqual([ill, flat]);
    expect(measureOf("dead_units")).toBe("dead");
    expect(measureOf("vanishing_gradient")).toBe("gradient");
    expect(measureOf("update_too_small")).toBe("update");
  });

  it("calms noise without moving the first value", () => {
    const half = 1 / Math.LN2;
    expect(calmed({ steps: [1, 2, 3], values: [1, 1, 3] }, half)[2]).toBeCloseTo(2);
    expect(calmed({ steps: [1, 900], values: [1, 3] }, half)[1]).toBeCloseTo(3);
  });

  it("draws the band between the faults, by the rule of the probe", () => {
    const [low, high] = bounds("update", 1);
    expect([low, high]).toEqual(rule.update);
    // Karpathy: somewhere around 1e-3; as far to one side as to the other.
    expect(Math.sqrt(low * high)).toBeCloseTo(0.001, 6);
    expect(bounds("dead", 1)).toEqual([0, rule.dead]);
    expect(bounds("gradient", 2)).toEqual([2 * rule.flat, rule.steep]);
  });

  it("says that all learn only where band and numbers say so too", () => {
    const [low, high] = rule.update;
    expect(allWell(frame(health("a"), health("b", { update_ratio: high * 0.9 })))).toBe(true);
    expect(allWell(frame(health("a"), health("b", { update_ratio: high * 1.1 })))).toBe(false);
    expect(allWell(frame(health("a"), health("b", { update_ratio: low * 0.9 })))).toBe(false);
    expect(allWell(frame(health("a"), health("b", { dead_share: 0.6 })))).toBe(false);
    expect(allWell(frame(health("a"), health("b", { gradient_norm: 1e-6 })))).toBe(false);
  });

  it("settles with a rate that falls, and not with one that rises", () => {
    const [low] = rule.update;
    const slow = { ...frame(health("a", { update_ratio: low / 4 })), rate_share: 0.1 };
    expect(paceOf(low / 4, 0.1)).toBe("slow");
    expect(paceOf(low / 4, 1)).toBe("low");
    expect(paceOf(low / 4, undefined)).toBe("low");
    expect(allWell(slow)).toBe(true);
    expect(settling(slow, 900, (step) => 1 - step / 1000)).toBe(true);
    expect(settling(slow, 10, (step) => step / 100)).toBe(false);
    expect(settling(frame(health("a")), 900, (step) => 1 - step / 1000)).toBe(false);
  });
});
