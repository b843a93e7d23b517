import { expect, it } from "vitest";
import { inside } from "./drawReferences";
import { apart } from "./drawRivals";

const LINES = [
  { label: "4 back", value: 1.7 },
  { label: "even guess", value: 4.2 },
  { label: "2 back", value: 2 },
  { label: "outside", value: 9 },
];

it("draws what lies in the chart, and no name over another", () => {
  const drawn = inside(LINES, 0, 5);
  expect(drawn.map(({ label }) => label)).toEqual(["even guess", "2 back", "4 back"]);
  const places = apart(
    drawn.map(({ label, value }) => ({ label, y: 100 - 20 * value })),
    0,
    100,
  );
  expect(places.map(({ label }) => label)).toEqual(["even guess", "2 back", "4 back"]);
  for (const [at, { y }] of places.entries())
    expect(y - (places[at - 1]?.y ?? -100)).toBeGreaterThanOrEqual(13);
});
