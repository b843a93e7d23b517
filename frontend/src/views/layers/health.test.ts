import { describe, expect, it } from "vitest";
import type { NodeHealth } from "@/schema/schema.gen";
import { band, calmed, faulty, healthLines, height, measureOf, written } from "./health";

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
    const [low, high] = band("update");
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
});
