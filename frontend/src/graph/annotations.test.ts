import { describe, expect, it } from "vitest";
import * as making from "./annotating";
import * as keeping from "./annotations";
import { clipToText } from "./clipText";
import { createDocumentStore } from "./documentStore";
import { cut, insertOnWire, removeNodes, renameNode } from "./edit";
import { networkOf, sameForCheck } from "./experiment";
import { experiment, lenet } from "./fixtures";
import { paste, textToClip } from "./pasting";

const notes = { ...making, ...keeping };

describe("comments", () => {
  it("are written, moved, kept within their bounds, and removed", () => {
    const id = notes.freshCommentId(lenet());
    let network = notes.addComment(lenet(), id, { x: 10, y: 20 });
    network = notes.changeComment(network, id, { text: "Why 5×5?", width: 5, height: 9999 });
    expect(network.comments?.[id]).toMatchObject({ text: "Why 5×5?", width: 60, height: 2000 });
    expect(notes.freshCommentId(network)).toBe("comment_2");
    expect(notes.removeComments(network, [id]).comments).toEqual({});
  });

  it("never ask for another check", () => {
    const noted = notes.addComment(lenet(), "comment_1", { x: 0, y: 0 });
    const plain = lenet();
    const [one, other] = [
      experiment(plain),
      experiment({ ...noted, nodes: plain.nodes, edges: plain.edges }),
    ];
    expect(
      sameForCheck(one, {
        ...other,
        algorithm: one.algorithm,
        datasets: one.datasets,
        optimizers: one.optimizers,
        pace: one.pace,
        probes: one.probes,
      }),
    ).toBe(true);
  });
});

describe("groups", () => {
  it("hold a node once, follow names, and go with their last node", () => {
    const [one, first] = notes.group(lenet(), ["conv2d_1", "relu_1"], "Features");
    const [two, second] = notes.group(one, ["relu_1", "max_pool2d_1"], "Rest");
    expect(two.groups?.[first]?.nodes).toEqual(["conv2d_1"]);
    expect(notes.groupsOf(two, ["max_pool2d_1"])).toEqual([second]);
    const renamed = renameNode(two, "conv2d_1", "stem");
    expect(renamed.groups?.[first]?.nodes).toEqual(["stem"]);
    const left = removeNodes(renamed, ["stem"]);
    expect(Object.keys(left.groups ?? {})).toEqual([second]);
    expect(notes.ungroup(left, [second]).groups).toEqual({});
  });

  it("take in what is set into a wire between two of theirs, and nothing at their edge", () => {
    const [network, id] = notes.group(lenet(), ["conv2d_1", "relu_1"], "");
    const layer = { kind: "batch_norm2d" };
    const at = { x: 0, y: 0 };
    const inside = { source: "conv2d_1", target: "relu_1" };
    expect(insertOnWire(network, inside, "a", layer, at).groups?.[id]?.nodes).toContain("a");
    const edge = { source: "relu_1", target: "max_pool2d_1" };
    expect(insertOnWire(network, edge, "a", layer, at).groups?.[id]?.nodes).not.toContain("a");
  });
});

describe("a clip", () => {
  it("carries comments and whole groups, and what lies on the clipboard is read with care", () => {
    let network = notes.addComment(lenet(), "comment_1", { x: 10, y: 20 });
    [network] = notes.group(network, ["conv2d_1", "relu_1"], "Features");
    const text = clipToText(cut(network, ["conv2d_1", "relu_1"], ["comment_1"]));
    const clip = textToClip(text, new Set(["conv2d", "relu"]));
    if (!clip) throw new Error("the clip was not read back");
    const { network: pasted, nodes, comments } = paste(network, clip, { x: 40, y: 40 });
    expect(nodes).toEqual(["conv2d_3", "relu_5"]);
    expect(comments).toEqual(["comment_2"]);
    expect(pasted.comments?.comment_2?.position).toEqual({ x: 50, y: 60 });
    expect(pasted.groups?.group_2).toEqual({ title: "Features", nodes: ["conv2d_3", "relu_5"] });
    expect(cut(network, ["conv2d_1"]).groups).toBeUndefined();

    const strange = JSON.parse(text);
    strange.comments.comment_1.colour = "url(x)";
    strange.nodes = {};
    expect(textToClip(JSON.stringify(strange), new Set(["conv2d"]))).toBeNull();
  });
});

describe("undo", () => {
  it("takes a comment's text back as one step", () => {
    const store = createDocumentStore(() => 0);
    store.getState().open({ id: "e", revision: 1, document: experiment(lenet()) });
    const text = () => networkOf(store.getState().document, "classifier").comments?.comment_1?.text;
    store.getState().alter((network) => notes.addComment(network, "comment_1", { x: 0, y: 0 }));
    for (const typed of ["W", "Wh", "Why"]) {
      store
        .getState()
        .alter(
          (network) => notes.changeComment(network, "comment_1", { text: typed }),
          "comment_1.text",
        );
    }
    expect(text()).toBe("Why");
    store.getState().undo();
    expect(text()).toBe("");
    store.getState().undo();
    expect(text()).toBeUndefined();
  });
});
