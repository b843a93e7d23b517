import { expect, it } from "vitest";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import { type Probe, switched } from "./probes";

const SPECS = setupCatalogue.probes;
const kinds = (probes: readonly Probe[]) => probes.map(({ kind }) => kind);

it("switches a probe off and on again, in its place and as its class has it", () => {
  const all = Object.values(SPECS).reduce<Probe[]>(
    (probes, { kind }) => switched(probes, SPECS, kind),
    [],
  );
  expect(kinds(all)).toEqual(Object.keys(SPECS));
  const less = switched(all, SPECS, "kernels");
  expect(kinds(less)).not.toContain("kernels");
  expect(switched(less, SPECS, "kernels")).toEqual(all);
  expect(all.find(({ kind }) => kind === "gradient_maps")).toEqual({
    kind: "gradient_maps",
    every_ms: 1000,
    sample: 0,
  });
});

it("switches all of a kind off", () => {
  const twice: Probe[] = [
    { kind: "feature_maps", every_ms: 250, sample: 0 },
    { kind: "pinned", every_ms: 250 },
    { kind: "feature_maps", every_ms: 250, sample: 5 },
  ];
  expect(kinds(switched(twice, SPECS, "feature_maps"))).toEqual(["pinned"]);
});
