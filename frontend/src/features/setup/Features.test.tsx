import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import type { DataFieldBody, DatasetBody } from "@/schema/schema.gen";
import { renderPage } from "@/test-page";
import { Features } from "./Features";

function table(feature: Partial<DataFieldBody>): DatasetBody {
  const value = { kind: "vector" as const, sides: [3], categories: 0 };
  const field: DataFieldBody = {
    name: "feature",
    value,
    names: ["length", "island Dream", "cold"],
    mean: [43.9, 0, -2.5],
    std: [5.5, 1, 1],
    missing: [],
    ...feature,
  };
  return { kind: "penguins", fields: [field], default_input: "feature" } as unknown as DatasetBody;
}

const rows = () => screen.getAllByRole("row").map(({ textContent }) => textContent);

it("says of each feature how it is scaled, and nothing of gaps where there are none", async () => {
  await renderPage(<Features dataset={table({})} />);
  expect(rows()).toEqual([
    "FeatureScaled",
    "length(x \u2212 43.9) / 5.50",
    "island Dreamx",
    "coldx + 2.50",
  ]);
});

it("says how many gaps were filled", async () => {
  await renderPage(<Features dataset={table({ missing: [2, 0, 11] })} />);
  expect(rows()[0]).toBe("FeatureMissingScaled");
  expect(rows()[3]).toBe("cold11x + 2.50");
});
