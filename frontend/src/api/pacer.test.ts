import { expect, it } from "vitest";
import { fakeClock } from "./fakeClock";
import { Pacer } from "./pacer";

type Topic = "curves" | "figures";

function page() {
  const time = fakeClock();
  const pacer = new Pacer<Topic>(time.clock, (topic) =>
    topic === "curves" ? { rest: 30, patience: 0 } : { rest: 100, patience: 100 },
  );
  const told: string[] = [];
  const begun = time.clock.now();
  for (const topic of ["curves", "figures"] as const) {
    pacer.subscribe(topic, () => void told.push(`${topic} ${time.clock.now() - begun}`));
  }
  return { ...time, pacer, told };
}

it("tells at the next repaint, and again after a rest", () => {
  const { pacer, told, pass } = page();
  pacer.touch("curves");
  pass(10);
  pacer.touch("curves");
  pass(100);
  expect(told).toEqual(["curves 8", "curves 40"]);
});

it("asks for no repaint while nothing is due", () => {
  const { pacer, pass, repaints } = page();
  pacer.touch("figures");
  pass(20);
  pacer.touch("figures");
  pass(180);
  expect(repaints()).toBe(1);
  pass(100);
  expect(repaints()).toBe(2);
});

it("waits a while for another topic, so that both are drawn at once", () => {
  const { pacer, told, pass } = page();
  pacer.touch("curves", "figures");
  pass(50);
  pacer.touch("figures");
  pass(80);
  expect(told).toEqual(["curves 8", "figures 8"]);
  pacer.touch("curves");
  pass(20);
  expect(told.slice(2)).toEqual(["figures 136", "curves 136"]);
});

it("does not wait for ever", () => {
  const { pacer, told, pass } = page();
  pacer.touch("figures");
  pass(50);
  pacer.touch("figures");
  pass(300);
  expect(told).toEqual(["figures 8", "figures 216"]);
});

it("tells at the next repaint what nobody waits for", () => {
  const { pacer, told, pass } = page();
  pacer.touch("figures");
  pass(20);
  pacer.touch("figures");
  pass(20);
  pacer.urge("figures");
  pass(20);
  expect(told).toEqual(["figures 8", "figures 40"]);
});
