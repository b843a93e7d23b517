import { beforeEach, expect, it, vi } from "vitest";
import { moveGently } from "./steady";

const stood = { x: 0, y: 0, zoom: 1 };
const flow = { getViewport: () => stood, setViewport: vi.fn(() => Promise.resolve(true)) };

/** A move of the view that goes on until it is told to end. */
function moving() {
  let end = () => {};
  const move = vi.fn(
    () =>
      new Promise<boolean>((done) => {
        end = () => done(true);
      }),
  );
  return { move, end: () => end() };
}

const pointer = (kind: string, x = 5) =>
  dispatchEvent(new MouseEvent(kind, { clientX: x, clientY: 5 }));
const repainted = () => new Promise((done) => requestAnimationFrame(done));

beforeEach(() => flow.setViewport.mockClear());

it("waits for a press to end, and for the click that it was for", async () => {
  pointer("pointerdown");
  const { move } = moving();
  moveGently(flow, move);
  expect(move).not.toHaveBeenCalled();
  pointer("pointerup");
  expect(move).not.toHaveBeenCalled();
  await repainted();
  expect(move).toHaveBeenCalledTimes(1);
});

it("stops under a press that comes meanwhile, and goes on after it", async () => {
  const { move, end } = moving();
  moveGently(flow, move);
  pointer("pointerdown");
  expect(flow.setViewport).toHaveBeenCalledWith(stood);
  end();
  pointer("pointerup");
  await repainted();
  expect(move).toHaveBeenCalledTimes(2);
});

it("leaves the view to whoever drags", async () => {
  const { move } = moving();
  moveGently(flow, move);
  pointer("pointerdown");
  pointer("pointerup", 90);
  await repainted();
  expect(move).toHaveBeenCalledTimes(1);
});

it("has nothing to do with a press after it has come to rest", async () => {
  const { move, end } = moving();
  moveGently(flow, move);
  end();
  await repainted();
  pointer("pointerdown");
  expect(flow.setViewport).not.toHaveBeenCalled();
  pointer("pointerup");
  await repainted();
  expect(move).toHaveBeenCalledTimes(1);
});
