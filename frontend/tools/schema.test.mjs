import { describe, expect, it } from "vitest";
import {
  catalogueModule,
  layerSourcesModule,
  layerTextsModule,
  schemaTypes,
  setupCatalogueModule,
} from "./schema.mjs";

const SCHEMA = {
  $defs: {
    Blur: {
      type: "object",
      title: "Blur",
      description: "Softens.",
      properties: {
        kind: { const: "blur", type: "string", title: "Kind" },
        title: { type: "string", default: "", title: "Title" },
        size: {
          type: "array",
          prefixItems: [{ type: "integer" }, { type: "integer" }],
          minItems: 2,
          maxItems: 2,
        },
        steps: { type: "string", format: "binary" },
        losses: { type: "array", items: { type: "number" }, maxItems: 64 },
      },
      required: ["size", "steps", "losses"],
    },
    Sharpen: { type: "object", properties: { kind: { const: "sharpen", type: "string" } } },
    AnyFilter: {
      oneOf: [{ $ref: "#/$defs/Blur" }, { $ref: "#/$defs/Sharpen" }],
      discriminator: { propertyName: "kind" },
    },
  },
};

describe("types from the Python classes", () => {
  it("keeps discriminators and defaulted fields required, bytes as bytes, tuples as tuples", async () => {
    const types = await schemaTypes(SCHEMA);
    expect(types).toContain("export type AnyFilter = Blur | Sharpen;");
    expect(types).toMatch(/\/\*\*\n \* Softens\.\n \*\/\nexport interface Blur/);
    expect(types).toContain('kind: "blur";');
    expect(types).toContain("title: string;");
    expect(types).toContain("size: [number, number];");
    expect(types).toContain("steps: Uint8Array;");
    expect(types).toContain("losses: number[];");
    expect(types).not.toMatch(/\?:|unknown/);
  });

  const relu = {
    kind: "relu",
    doc: "Lets through.",
    shape: "any",
    source: "Fukushima 1969.",
    formula: "y = max(0, x)",
    worked: "",
    worked_with: {},
    fields: [{ name: "slope", description: "How steep.", default: 1 }],
  };
  const catalogue = { layers: { relu }, optimizers: { sgd: { kind: "sgd" } } };

  it("prints the catalogue as two constants: the layers, and the rest", () => {
    expect(catalogueModule(catalogue)).toMatch(/"relu"[\s\S]*as const;/);
    expect(catalogueModule(catalogue)).not.toContain("sgd");
    expect(setupCatalogueModule(catalogue)).toMatch(/"sgd"[\s\S]*as const;/);
    expect(setupCatalogueModule(catalogue)).not.toContain("relu");
  });

  it("keeps the words of layers apart from what the first page needs of them", () => {
    expect(catalogueModule(catalogue)).toContain('"name": "slope"');
    expect(catalogueModule(catalogue)).not.toMatch(/Lets|steep|max|Fukushima/);
    expect(layerTextsModule(catalogue)).toMatch(/Lets[\s\S]*max[\s\S]*"slope": "How steep."/);
    expect(layerSourcesModule(catalogue)).toContain('"relu": "Fukushima 1969."');
  });
});
