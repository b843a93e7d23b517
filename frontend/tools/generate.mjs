// Writes src/schema/*.gen.ts from the Python classes (`layerlab schema`). `--check` writes nothing and fails when they are stale.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  catalogueModule,
  healthModule,
  layerSourcesModule,
  layerTextsModule,
  metricsModule,
  schemaTypes,
  setupCatalogueModule,
} from "./schema.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function python() {
  if (process.env.PYTHON) return process.env.PYTHON;
  const own = here("../../.venv/bin/python");
  return existsSync(own) ? own : "python3";
}

function backendSchema() {
  const printed = execFileSync(python(), ["-m", "layerlab", "schema"], {
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(printed);
}

const source = backendSchema();
const files = new Map([
  [here("../src/schema/schema.gen.ts"), await schemaTypes(source.schema)],
  [here("../src/schema/catalogue.gen.ts"), catalogueModule(source.catalogue)],
  [here("../src/schema/layerTexts.gen.ts"), layerTextsModule(source.catalogue)],
  [here("../src/schema/layerSources.gen.ts"), layerSourcesModule(source.catalogue)],
  [here("../src/schema/health.gen.ts"), healthModule(source.health)],
  [here("../src/schema/metrics.gen.ts"), metricsModule(source.metrics)],
  [here("../src/schema/setupCatalogue.gen.ts"), setupCatalogueModule(source.catalogue)],
]);

const checking = process.argv.includes("--check");
for (const [path, text] of files) {
  const fresh = existsSync(path) && readFileSync(path, "utf8") === text;
  if (fresh) continue;
  if (checking) {
    console.error(`${path} is stale: run \`make generate\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
}
