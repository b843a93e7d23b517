import { describe, expect, it, vi } from "vitest";
import type { CheckedExperiment } from "@/schema/checked";
import * as edit from "./edit";
import { type Experiment, networkOf, withNetwork } from "./experiment";
import { experiment, lenet } from "./fixtures";
import { afterOffer, offering } from "./offers";
import type { Network, Problem } from "./types";

const role = "classifier";
const at = (code: string, node: string, params: Problem["params"] = {}, field = ""): Problem => ({
  code,
  params,
  where: { role, node, field },
});
const large = at("kernel_too_large", "conv2d_2", { fits_kernel: "14", fits_padding: "6" });
const deeper = at("kernel_too_large", "max_pool2d_2", { fits_kernel: "1" });

/** The server, as far as these tests go: problems by what the network holds. */
function server(judge: (network: Network) => readonly Problem[]) {
  return vi.fn(
    async (document: Experiment) =>
      ({
        problems: judge(networkOf(document, role)),
        networks: {},
      }) as unknown as CheckedExperiment,
  );
}

const field = (network: Network, node: string, name: string) =>
  String(network.nodes[node]?.layer[name]);
const document = experiment(lenet());

describe("what is offered", () => {
  it("is an edit after which nothing new is wrong further down", async () => {
    // The kernel alone leaves too little for the pooling behind it; the padding does not.
    const judge = server((network) =>
      field(network, "conv2d_2", "kernel_size") === "14,14" ? [at("unmendable", "linear_1")] : [],
    );
    const offers = await offering(judge)(large, document, [large]);
    expect(offers.map(({ steps }) => steps.map(({ key }) => key))).toEqual([["padding"]]);
  });

  it("mends both where the first mend brings another problem to light", async () => {
    const judge = server((network) => {
      const first = field(network, "conv2d_2", "kernel_size") === "14,14";
      const second = field(network, "max_pool2d_2", "kernel_size") === "1,1";
      return first && !second ? [deeper] : first ? [] : [large];
    });
    const [offer, ...others] = await offering(judge)(large, document, [large]);
    expect(others).toEqual([]);
    expect(offer?.steps.map(({ key, node }) => [key, node])).toEqual([
      ["kernel", "conv2d_2"],
      ["kernel", "max_pool2d_2"],
    ]);
    const after = offer && afterOffer(lenet(), offer);
    expect(after && field(after, "max_pool2d_2", "kernel_size")).toBe("1,1");
  });

  it("is nothing where the problem stays, or the server does not say", async () => {
    expect(await offering(server(() => [large]))(large, document, [large])).toEqual([]);
    const silent = vi.fn(() => Promise.reject(new Error("offline")));
    expect(await offering(silent)(large, document, [large])).toEqual([]);
  });

  it("does not mind what was wrong before", async () => {
    const other = at("not_connected", "relu_9");
    const offers = await offering(server(() => [other]))(large, document, [large, other]);
    expect(offers).toHaveLength(2);
  });

  it("is asked once for a document, in turn, and given up for the next", async () => {
    const ask = server(() => []);
    const offers = offering(ask);
    const [one, other] = [offers(large, document, [large]), offers(large, document, [large])];
    expect(one).toBe(other);
    await one;
    expect(ask).toHaveBeenCalledTimes(2);
    const moved = withNetwork(document, role, edit.removeNodes(lenet(), ["relu_2"]));
    await offers(large, moved, [large]);
    expect(ask).toHaveBeenCalledTimes(4);
  });

  it("is what the sentence names where a whole chain can't be mended, with what is wrong next", async () => {
    // LeNet-5 with a first kernel of 40: nothing is left for all the layers behind it.
    const pool = at("kernel_too_large", "max_pool2d_1", { fits_kernel: "none" });
    const first = at("kernel_too_large", "conv2d_1", { fits_kernel: "28", fits_padding: "6" });
    const judge = server((network) => {
      if (network.nodes.conv2d_1 === undefined) return [];
      const kernel = field(network, "conv2d_1", "kernel_size");
      const padding = field(network, "conv2d_1", "padding");
      return kernel === "28,28" || padding === "6,6" ? [pool] : [first];
    });
    const offers = await offering(judge)(first, document, [first]);
    expect(offers.map(({ steps: [{ key }], leaves }) => [key, leaves?.where.node])).toEqual([
      ["kernel", "max_pool2d_1"],
      ["padding", "max_pool2d_1"],
      ["remove", undefined],
    ]);
  });

  it("is never an edit that makes the same fault again, here or at the next layer", async () => {
    const window = at("kernel_too_large", "max_pool2d_2", { fits_kernel: "5" });
    expect(await offering(server(() => [window]))(window, document, [window])).toEqual([]);
    const loose = at("missing_output", "relu_2");
    const passed = server((network) =>
      network.nodes.relu_2 ? [loose] : [at("missing_output", "conv2d_2")],
    );
    expect(await offering(passed)(loose, document, [loose])).toEqual([]);
  });

  it("prefers fewer faults where none of the ways leads to a sound network", async () => {
    const next = at("unmendable", "max_pool2d_2");
    const judge = server((network) =>
      field(network, "conv2d_2", "padding") === "6,6" ? [next] : [next, at("other", "linear_1")],
    );
    const [offer, ...others] = await offering(judge)(large, document, [large]);
    expect(others).toEqual([]);
    expect([offer?.steps[0].key, offer?.leaves?.code]).toEqual(["padding", "unmendable"]);
  });

  it.each([
    [
      "a pooling window too large",
      at("kernel_too_large", "max_pool2d_2", { fits_kernel: "5" }),
      "kernel",
    ],
    [
      "a wrong output size",
      at("wrong_output_size_linear", "output", { linear: "linear_3", expected: 10 }),
      "units",
    ],
    ["a missing flatten", at("expects_vector", "linear_1", { source: "flatten_1" }), "insert"],
    ["an unconnected node", at("not_connected", "relu_2"), "remove"],
  ])("is there for %s", async (_, problem, key) => {
    const judge = server((network) =>
      JSON.stringify(network) === JSON.stringify(lenet()) ? [problem] : [],
    );
    const [offer] = await offering(judge)(problem, document, [problem]);
    expect([offer?.steps[0].key, offer?.leaves]).toEqual([key, null]);
  });

  it("is a smaller batch where the memory does not hold one", async () => {
    const memory: Problem = {
      code: "too_much_memory",
      params: { fits: 96 },
      where: { role: "", node: "", field: "pace.batch_size" },
    };
    const asked = vi.fn(
      async ({ pace }: Experiment) =>
        ({ problems: pace.batch_size > 96 ? [memory] : [] }) as unknown as CheckedExperiment,
    );
    const crowded = { ...document, pace: { ...document.pace, batch_size: 4_096 } };
    const [offer] = await offering(asked)(memory, crowded, [memory]);
    expect(offer?.steps[0].setting?.value).toBe(96);
  });
});
