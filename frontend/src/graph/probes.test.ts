import { expect, it } from "vitest";
import type { AnyProbe } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import { experiment, lenet } from "./fixtures";
import { isRead, probesOf, switched } from "./probes";

const SPECS = setupCatalogue.probes;
const kinds = (probes: readonly AnyProbe[]) => probes.map(({ kind }) => kind);

it("switches a probe off and on again, in its place and as its class has it", () => {
  const all = Object.values(SPECS).reduce<AnyProbe[]>(
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
  const twice: AnyProbe[] = [
    { kind: "feature_maps", every_ms: 250, sample: 0 },
    { kind: "pinned", every_ms: 250 },
    { kind: "feature_maps", every_ms: 250, sample: 5 },
  ];
  expect(kinds(switched(twice, SPECS, "feature_maps"))).toEqual(["pinned"]);
});

it("reads what finds something where nobody chose, and writes just that down", () => {
  const finds = (kind: string) => kind === "kernels" || kind === "pinned";
  const open = { ...experiment(lenet()), probes: null };
  expect(isRead(open, "kernels", finds)).toBe(true);
  expect(isRead(open, "predictions", finds)).toBe(false);
  expect(probesOf(open, SPECS, finds)).toEqual([
    { kind: "kernels", every_ms: 2000 },
    { kind: "pinned", every_ms: 250 },
  ]);
  const chosen = { ...open, probes: probesOf(open, SPECS, finds).slice(1) };
  expect(isRead(chosen, "kernels", finds)).toBe(false);
});
