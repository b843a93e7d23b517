import { expect, it } from "vitest";
import { blocksOf, networkOf } from "../experiment";
import { bind, removeParameter, renameParameter, targetsOf, unbind } from "./editingParameters";
import { layerByPath, type OpenUse } from "./opened";
import { residual } from "./openedFixture";

const document = residual();
const role = "classifier";
const open: OpenUse = { role, way: ["res_2"], copies: [0], onlyThis: false };
const at = { node: "conv2d_2", field: "kernel_size" };

it("a field is bound to a parameter, a new one has what stood in it", () => {
  const old = bind(document, open, { node: "conv2d_2", field: "stride" }, "stride");
  expect(targetsOf(blocksOf(old).res ?? { bindings: {} }, "stride")).toEqual([
    "conv2d_1.stride",
    "conv2d_2.stride",
  ]);
  const fresh = bind(document, open, at, "kernel");
  expect(blocksOf(fresh).res?.parameters).toEqual({ channels: 4, stride: 1, kernel: 3 });
  expect(layerByPath(fresh, role, "res_2/conv2d_2")?.kernel_size).toEqual([3, 3]);
});

it("a field that is set free keeps what it is at this use, and so for one use alone", () => {
  const field = { node: "conv2d_1", field: "out_channels" };
  const all = unbind(document, open, field);
  expect(layerByPath(all, role, "res_2/conv2d_1")?.out_channels).toBe(16);
  expect(layerByPath(all, role, "res_1/0/conv2d_1")?.out_channels).toBe(16);
  const alone = unbind(document, { ...open, onlyThis: true }, field);
  expect(layerByPath(alone, role, "res_1/0/conv2d_1")?.out_channels).toBe(4);
});

it("a parameter is renamed with its fields, its uses and what binds it further out", () => {
  const after = renameParameter(document, open, "channels", "maps");
  expect(blocksOf(after).res?.parameters).toEqual({ maps: 4, stride: 1 });
  expect(networkOf(after, role).nodes.res_2?.layer.arguments).toEqual({ maps: 16 });
  expect(blocksOf(after).stage?.bindings).toEqual({
    "res_1.arguments.maps": "width",
    "res_1.repeat": "depth",
  });
  expect(layerByPath(after, role, "stage_2/res_1/0/conv2d_2")?.out_channels).toBe(32);
});

it("without a parameter its fields stay as they are here, and nobody chooses it", () => {
  const after = removeParameter(document, open, "channels");
  expect(blocksOf(after).res).toMatchObject({
    parameters: { stride: 1 },
    bindings: { "conv2d_1.stride": "stride" },
  });
  expect(networkOf(after, role).nodes.res_2?.layer.arguments).toEqual({});
  expect(blocksOf(after).stage?.bindings).toEqual({ "res_1.repeat": "depth" });
  expect(layerByPath(after, role, "stage_2/res_1/0/conv2d_2")?.out_channels).toBe(16);
});
