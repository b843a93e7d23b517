import { beforeEach, describe, expect, it, vi } from "vitest";
import { type SaveAnswer, startAutosave } from "./autosave";
import { createDocumentStore } from "./documentStore";
import { networkOf, sameForCheck } from "./experiment";
import { experiment, lenet } from "./fixtures";

let clock = 0;

function opened(readOnly = false) {
  const store = createDocumentStore(() => clock);
  store.getState().open({ id: "e1", revision: 3, document: experiment(lenet()), readOnly });
  return store;
}

type Store = ReturnType<typeof opened>;
const network = (store: Store) => networkOf(store.getState().document, "classifier");
const filters = (store: Store) => network(store).nodes.conv2d_1?.layer.out_channels;

beforeEach(() => {
  clock = 0;
});

describe("undo", () => {
  it("goes back and forth through a hundred and more edits", () => {
    const store = opened();
    for (let x = 1; x <= 120; x++) store.getState().move({ input: { x, y: 100 } });
    for (let step = 0; step < 120; step++) store.getState().undo();
    expect(network(store).nodes.input?.position.x).toBe(0);
    for (let step = 0; step < 120; step++) store.getState().redo();
    expect(network(store).nodes.input?.position.x).toBe(120);
  });

  it("takes each number that is set as a step of its own, however soon the next one comes", () => {
    const store = opened();
    const first = filters(store);
    store.getState().setField("conv2d_1", "out_channels", 12);
    store.getState().setField("conv2d_1", "out_channels", 24);
    store.getState().undo();
    expect(filters(store)).toBe(12);
    store.getState().undo();
    expect(filters(store)).toBe(first);
  });

  it("takes the steps of an arrow key in one field as one step", () => {
    const store = opened();
    const first = filters(store);
    for (const value of [1, 12, 120]) {
      clock += 300;
      store.getState().setField("conv2d_1", "out_channels", value, true);
    }
    clock += 300;
    store.getState().setField("conv2d_2", "out_channels", 7);
    store.getState().undo();
    expect(filters(store)).toBe(120);
    store.getState().undo();
    expect(filters(store)).toBe(first);
  });

  it("leaves the views where they stand, and is not called for by them", () => {
    const store = opened();
    const height = () => store.getState().document?.arrangement.height;
    const arranged = (height: number) =>
      store.getState().arrange({ order: ["drawing"], chosen: {}, height });
    const filtersBefore = filters(store);
    arranged(200);
    store.getState().setField("conv2d_1", "out_channels", 12);
    arranged(300);
    store.getState().undo();
    expect([filters(store), height()]).toEqual([filtersBefore, 300]);
    arranged(400);
    store.getState().redo();
    expect([filters(store), height()]).toEqual([12, 400]);
    store.getState().undo();
    store.getState().undo();
    expect([filters(store), height()]).toEqual([filtersBefore, 400]);
  });

  it("starts a new step after a pause", () => {
    const store = opened();
    store.getState().setField("conv2d_1", "out_channels", 12, true);
    clock += 5000;
    store.getState().setField("conv2d_1", "out_channels", 120, true);
    store.getState().undo();
    expect(filters(store)).toBe(12);
  });

  it("takes a quiet move with the edit before it", () => {
    const store = opened();
    store
      .getState()
      .insertOnWire("dropout", { source: "relu_1", target: "max_pool2d_1" }, { x: 1, y: 1 });
    store.getState().move({ input: { x: 50, y: 50 } }, true);
    store.getState().undo();
    expect(network(store)).toEqual(lenet());
  });

  it("drops nodes from the selection that are gone", () => {
    const store = opened();
    const id = store.getState().insert("conv2d", { x: 0, y: 0 });
    expect(store.getState().selection).toEqual([id]);
    store.getState().undo();
    expect(store.getState().selection).toEqual([]);
  });

  it("leaves a document alone that is only shown", () => {
    const store = opened(true);
    store.getState().setField("conv2d_1", "out_channels", 99);
    store.getState().remove(["input"]);
    expect(network(store)).toEqual(lenet());
  });
});

describe("the experiment", () => {
  it("changes at a path and is asked about only where training would differ", () => {
    const store = opened();
    const before = store.getState().document;
    store
      .getState()
      .setExperiment(["optimizers", "classifier", "optimizer", "learning_rate"], 0.01);
    const after = store.getState().document;
    if (!before || !after) throw new Error("the document was closed");
    expect(after.optimizers.classifier?.optimizer.learning_rate).toBe(0.01);
    expect(sameForCheck(before, after)).toBe(false);
    store.getState().move({ input: { x: 9, y: 9 } });
    store.getState().setExperiment(["title"], "Mine");
    store.getState().arrange({ order: ["drawing"], chosen: {}, height: 200 });
    const moved = store.getState().document;
    expect(moved && sameForCheck(after, moved)).toBe(true);
  });
});

describe("saving", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it("saves once after the last edit, over the newest revision", async () => {
    const store = opened();
    const save = vi.fn(async (): Promise<SaveAnswer> => ({ kind: "saved", revision: 4 }));
    const autosave = startAutosave(store, save);
    store.getState().setField("conv2d_1", "out_channels", 8);
    store.getState().setField("conv2d_1", "out_channels", 9);
    expect(store.getState().saving).toBe("saving");
    await vi.advanceTimersByTimeAsync(400);
    expect(save).toHaveBeenCalledTimes(1);
    expect(save).toHaveBeenCalledWith("e1", 3, store.getState().document);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 4 });
    autosave.stop();
  });

  it("says so too when what was to be saved is undone", async () => {
    const store = opened();
    const save = vi.fn(async (): Promise<SaveAnswer> => ({ kind: "saved", revision: 4 }));
    const autosave = startAutosave(store, save);
    store.getState().move({ input: { x: 5, y: 5 } });
    store.getState().undo();
    await vi.advanceTimersByTimeAsync(400);
    expect(save).not.toHaveBeenCalled();
    expect(store.getState().saving).toBe("saved");
    autosave.stop();
  });

  it("loses no edit that is left behind while another is being saved", async () => {
    const store = opened();
    const answers: ((answer: SaveAnswer) => void)[] = [];
    const save = vi.fn(() => new Promise<SaveAnswer>((answer) => answers.push(answer)));
    const autosave = startAutosave(store, save);
    store.getState().setField("conv2d_1", "out_channels", 8);
    await vi.advanceTimersByTimeAsync(400);
    store.getState().setField("conv2d_1", "out_channels", 9);
    const last = store.getState().document;
    const left = autosave.leave();
    store.getState().close();
    answers[0]?.({ kind: "saved", revision: 4 });
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(2);
    expect(save).toHaveBeenLastCalledWith("e1", 4, last);
    answers[1]?.({ kind: "saved", revision: 5 });
    await left;
  });

  it("is done with leaving when what was just being saved has arrived", async () => {
    const store = opened();
    const save = vi.fn(async (): Promise<SaveAnswer> => ({ kind: "saved", revision: 4 }));
    const autosave = startAutosave(store, save);
    await autosave.leave();
    expect(save).not.toHaveBeenCalled();
    const again = startAutosave(store, save);
    store.getState().setField("conv2d_1", "out_channels", 8);
    const { document } = store.getState();
    const left = again.leave();
    store.getState().close();
    await left;
    expect(save.mock.calls).toEqual([["e1", 3, document]]);
  });

  it("begins a run with what is saved, and saves nothing until it has begun", async () => {
    const store = opened();
    let revision = 3;
    const save = vi.fn(async (): Promise<SaveAnswer> => {
      revision += 1;
      return { kind: "saved", revision };
    });
    const autosave = startAutosave(store, save);
    store.getState().setField("conv2d_1", "out_channels", 8);
    const begun: { revision: number; end: () => void }[] = [];
    const begin = () =>
      new Promise<void>((end) => begun.push({ revision: store.getState().revision, end }));
    const runs = [autosave.hold(begin), autosave.hold(begin)];
    await vi.advanceTimersByTimeAsync(0);
    expect(begun.map((run) => run.revision)).toEqual([4]);
    // The layout that the edit asked for, and what the reader does next.
    store.getState().move({ input: { x: 5, y: 5 } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(revision).toBe(4);
    begun[0]?.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(2);
    store.getState().setField("conv2d_1", "out_channels", 9);
    const last = store.getState().document;
    const left = autosave.leave();
    store.getState().close();
    begun[1]?.end();
    await Promise.all([...runs, left]);
    expect(save).toHaveBeenLastCalledWith("e1", begun[1]?.revision, last);
  });

  it("saves on after a run that could not begin", async () => {
    const store = opened();
    const save = vi.fn(async (): Promise<SaveAnswer> => ({ kind: "saved", revision: 4 }));
    const autosave = startAutosave(store, save);
    await expect(autosave.hold(() => Promise.reject(new Error("refused")))).rejects.toThrow();
    store.getState().setField("conv2d_1", "out_channels", 8);
    await vi.advanceTimersByTimeAsync(400);
    expect(save).toHaveBeenCalledTimes(1);
    autosave.stop();
  });

  it("tries again while offline", async () => {
    const store = opened();
    const answers: SaveAnswer[] = [{ kind: "offline" }, { kind: "saved", revision: 4 }];
    const autosave = startAutosave(store, async () => answers.shift() ?? { kind: "offline" });
    store.getState().move({ input: { x: 5, y: 5 } });
    await vi.advanceTimersByTimeAsync(400);
    expect(store.getState().saving).toBe("offline");
    await vi.advanceTimersByTimeAsync(3000);
    expect(store.getState().saving).toBe("saved");
    autosave.stop();
  });

  it("stops at a conflict until the reader keeps this copy or takes the other", async () => {
    const store = opened();
    const answers: SaveAnswer[] = [
      { kind: "conflict", revision: 9 },
      { kind: "saved", revision: 10 },
      { kind: "conflict", revision: 11 },
    ];
    const save = vi.fn(async () => answers.shift() ?? { kind: "offline" as const });
    const autosave = startAutosave(store, save);
    store.getState().setField("conv2d_1", "out_channels", 8);
    await vi.advanceTimersByTimeAsync(400);
    store.getState().setField("conv2d_1", "out_channels", 9);
    await vi.advanceTimersByTimeAsync(5000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(store.getState().saving).toBe("conflict");
    await autosave.keepMine();
    expect(save).toHaveBeenLastCalledWith("e1", 9, store.getState().document);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 10 });

    store.getState().setField("conv2d_1", "out_channels", 10);
    await vi.advanceTimersByTimeAsync(400);
    store.getState().adopt(experiment(lenet()), 11);
    await vi.advanceTimersByTimeAsync(5000);
    expect(save).toHaveBeenCalledTimes(3);
    expect(store.getState()).toMatchObject({ saving: "saved", revision: 11 });
    autosave.stop();
  });
});

describe("the network of a run, to look at", () => {
  it("keeps the comments of today where the network is still the same, and its own places where it is not", () => {
    const store = opened(true);
    const own = store.getState().document;
    if (own === null) throw new Error("nothing is open");
    const snapshot = structuredClone(own);
    const noted = structuredClone(own);
    const [role, today] = Object.entries(noted.networks)[0] ?? [];
    if (role === undefined || today === undefined) throw new Error("no network");
    today.comments = {
      c1: { text: "Look here", position: { x: 0, y: 0 }, width: 200, height: 88, colour: "amber" },
    };
    store.getState().open({ id: "e1", revision: 4, document: noted, readOnly: true });
    store.getState().view(snapshot);
    expect(Object.keys(network(store).comments ?? {})).toEqual(["c1"]);
    const other = structuredClone(snapshot);
    const node = other.networks[role]?.nodes.conv2d_1;
    if (node?.layer.kind === "conv2d") node.layer.out_channels = 99;
    store.getState().view(other);
    expect(filters(store)).toBe(99);
    expect(network(store).comments ?? {}).toEqual({});
  });
});
