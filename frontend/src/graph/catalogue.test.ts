import { expect, it } from "vitest";
import { defaultLayer, withDefaults, withField } from "./catalogue";

it("leaves what came later out of a document where it has its default", () => {
  const pool = defaultLayer("max_pool2d");
  expect(pool).not.toHaveProperty("ceil_mode");
  expect(withDefaults(pool).ceil_mode).toBe(false);
  const on = withField(pool, "ceil_mode", true);
  expect(on.ceil_mode).toBe(true);
  expect(withField(on, "ceil_mode", false)).toEqual(pool);
  expect(withField(pool, "stride", [2, 2])).toEqual(pool);
});
